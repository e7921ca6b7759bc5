"""Tests of the program in plain lines."""
