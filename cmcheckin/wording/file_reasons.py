"""Why a file from a shared folder, or a value in it, isn't used. Each reason is a clause after the file's path."""

from __future__ import annotations

from typing import Final

# Finding files
NOT_THERE: Final = "is not there"
NO_PERMISSION: Final = "can't be read by your user"
NOT_REGULAR: Final = "isn't a regular file"
INVALID_NAME: Final = "isn't a valid file name"
LINK: Final = "is a link, and links are not followed"
LINK_LOOP: Final = "is a link that leads to itself"
READ_ERROR: Final = "could not be read ({error})"
SIZE_UNKNOWN: Final = "has more than the {limit:,} bytes that are read"
TOO_LARGE: Final = "has {size:,} bytes, more than the {limit:,} that are read"
FOLDER_TOO_DEEP: Final = "lies more than {depth} folders deep, so it was not searched"
TOO_MANY_NAMES: Final = "has more than {limit:,} names; the rest were ignored"
ONE_LEFT_OUT: Final = "has more than is read at once: the newest were read, and {number:,} older file was left out"
MORE_LEFT_OUT: Final = "has more than is read at once: the newest were read, and {number:,} older files were left out"

# Reading their bytes
TOO_MANY_BYTES: Final = "has {size:,} bytes, and {limit:,} is the most that is read"
EMPTY: Final = "is empty; it may still be on its way here"
ENDS_EARLY: Final = "ends in the middle; it may still be on its way here"
ZIP: Final = "is a zip archive, whatever its name says"
COMPRESSED: Final = "is a compressed archive, whatever its name says"
PDF: Final = "is a PDF, whatever its name says"
PICTURE: Final = "is a picture, whatever its name says"
NOT_TEXT: Final = "is no text"
NOT_UTF8: Final = "is no text in UTF-8"
NOT_JSON: Final = "is no JSON (line {line}, column {column})"
NESTED_TOO_DEEP: Final = "is nested more than {depth} deep"
NUMBER_TOO_LONG: Final = "holds a number too long to be read"
NOT_A_NUMBER: Final = "holds {name}, which is no number"
REPEATED_KEY: Final = "has {key} twice in one object"

# Checking what they contain
NOT_A_SHARE_FILE: Final = "is no share file of cmcheckin"
NOT_A_REPLY: Final = "is no reply"
NEWER_SHARE: Final = (
    "was made by a newer cmcheckin (format {version}); this one reads up to {known}, and an update will"
)
NEWER_REPLY: Final = "is {version}, and this cmcheckin reads up to {known}: a newer one wrote it"
MADE_IN_FUTURE: Final = "says it was made on {day}, which is in the future; it was not used"
DAYS_IN_FUTURE: Final = "is about days up to {day}, which is in the future; it was not used"
COMES_BEFORE: Final = "is {day}, which comes before {first}"
COMES_AFTER: Final = "is {day}, which is after {last}"
NOT_BETWEEN: Final = "is {day}, which is not between {first} and {last}"
TOO_MANY_WEEKS: Final = "is more than {limit} weeks after {first}"
WEEK_OUT_OF_ORDER: Final = "is {week}, and {previous} stands before it"
NOT_A_WEEK: Final = "must be a week such as 2026-W47"
NOT_A_LIST: Final = "must be a list"
NOT_AN_OBJECT: Final = "must be an object"
TOO_MANY_ENTRIES: Final = "has {number:,} entries, and {limit:,} is the most that is read"

# The user's own files
CANNOT_BE_READ: Final = "cannot be read"
CANNOT_BE_READ_BECAUSE: Final = "cannot be read ({error})"
NOT_A_PATH: Final = "isn't a path"
PREFERENCES_TOO_LARGE: Final = "is too large to be what was remembered"
SELECTION_NOT_SAVED: Final = "What you chose could not be kept"
REPLY_EMPTY: Final = "is empty"
INVALID_REPLY_ID: Final = "has characters that no file name of ours has"
