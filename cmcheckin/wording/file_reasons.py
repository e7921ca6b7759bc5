"""Why a file from a shared folder, or a value in it, isn't used. Each reason is a clause after the file's path."""

from __future__ import annotations

from typing import Final

# Finding files
NOT_THERE: Final = "doesn't exist"
GONE: Final = "no longer exists"
NO_PERMISSION: Final = "can't be read by your user account"
NOT_REGULAR: Final = "isn't a regular file"
INVALID_NAME: Final = "isn't a valid file name"
LINK: Final = "is a link, and links aren't followed"
LINK_LOOP: Final = "is a link to itself"
READ_ERROR: Final = "couldn't be read ({error})"
SIZE_UNKNOWN: Final = "is larger than the limit of {limit:,} bytes"
TOO_LARGE: Final = "is {size:,} bytes long, but the limit is {limit:,}"
FOLDER_TOO_DEEP: Final = "is more than {depth} folders deep, so it wasn't searched"
TOO_MANY_NAMES: Final = "has more than {limit:,} files and folders, so the rest were ignored"
ONE_LEFT_OUT: Final = "has too many files: the newest were read, and {number:,} older file was left out"
MORE_LEFT_OUT: Final = "has too many files: the newest were read, and {number:,} older files were left out"

# Reading their bytes
TOO_MANY_BYTES: Final = "has {size:,} bytes, but the limit is {limit:,}"
EMPTY: Final = "is empty; it may still be copying"
ENDS_EARLY: Final = "is incomplete; it may still be copying"
ZIP: Final = "is a zip archive, despite its name"
COMPRESSED: Final = "is a compressed archive, despite its name"
PDF: Final = "is a PDF, despite its name"
PICTURE: Final = "is a picture, despite its name"
NOT_TEXT: Final = "isn't text"
NOT_UTF8: Final = "isn't UTF-8 text"
NOT_JSON: Final = "isn't valid JSON (line {line}, column {column})"
NESTED_TOO_DEEP: Final = "is nested more than {depth} levels deep"
NUMBER_TOO_LONG: Final = "contains a number that's too long"
NOT_A_NUMBER: Final = "contains {name}, which isn't a number"
REPEATED_KEY: Final = "contains {key} twice in one object"

# Checking what they contain
NOT_A_SHARE_FILE: Final = "isn't a cmcheckin share file"
NOT_A_REPLY: Final = "isn't a reply"
NEWER_SHARE: Final = (
    "was made by a newer version of cmcheckin (format {version}). This version can read formats up to {known}. Update "
    "cmcheckin first"
)
NEWER_REPLY: Final = "is {version}, but this version of cmcheckin can read only up to {known}. Update cmcheckin first"
MADE_IN_FUTURE: Final = "is dated {day}, which is in the future, so it wasn't used"
DAYS_IN_FUTURE: Final = "covers days up to {day}, which is in the future, so it wasn't used"
COMES_BEFORE: Final = "is {day}, which is before {first}"
COMES_AFTER: Final = "is {day}, which is after {last}"
NOT_BETWEEN: Final = "is {day}, which isn't between {first} and {last}"
TOO_MANY_WEEKS: Final = "is more than {limit} weeks after {first}"
WEEK_OUT_OF_ORDER: Final = "is {week}, but comes after {previous} in the list"
NOT_A_WEEK: Final = "must be a week such as 2026-W47"
MORE_YES_THAN_ANSWERS: Final = "doesn't go with the number of days answered"
NOT_A_LIST: Final = "must be a list"
NOT_AN_OBJECT: Final = "must be an object"
TOO_MANY_ENTRIES: Final = "has {number:,} entries, but the limit is {limit:,}"

# The user's own files
CANNOT_BE_READ: Final = "can't be read"
CANNOT_BE_READ_BECAUSE: Final = "can't be read ({error})"
NOT_A_PATH: Final = "isn't a path"
PREFERENCES_TOO_LARGE: Final = "is too large to be a preferences file"
KEPT_UNTIL_QUIT: Final = "It's kept until you quit."
"""What follows if an unfinished text or choice can't be saved as a draft."""
SELECTION_NOT_SAVED: Final = "Your choices couldn't be saved"
REPLY_EMPTY: Final = "is empty"
INVALID_REPLY_ID: Final = "contains characters that aren't allowed"
