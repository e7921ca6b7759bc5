#compdef cmcheckin



_shtab_cmcheckin_commands() {
  local _commands=(
    backup:'Back up everything you'"'"'ve logged, now'
    checkin:'Open today'"'"'s check-in, or another day'"'"'s'
    completion:'Print a script for your shell that completes commands and options'
    config:'Show your settings and where each one comes from, or edit them'
    delete:'Delete a day'"'"'s check-in and working hours'
    demo:'Explore six months of made-up data'
    doctor:'Check everything you'"'"'ve logged for damage, and repair what it can'
    edit:'Open the check-in of an earlier day'
    encrypt:'Encrypt everything you'"'"'ve logged, or decrypt it'
    escalations:'List your escalations, show what each cause cost, or update one'
    export:'Export your records as JSON, tables, Markdown or a calendar'
    forget:'Permanently erase what you wrote for a day'
    help:'Show a help topic, or the help of a command'
    help-now:'Show people and helplines you can talk to (works offline)'
    hints:'Propose hours for days you haven'"'"'t logged, from your own files'
    history:'Show every version of a day or an escalation, or bring one back'
    import:'Import a file from cmcheckin or another program: all or nothing'
    inbox:'Show replies to what you shared, and act on them'
    leave:'Plan, list or remove leave, or import holidays'
    list:'List your days, one per line'
    lock:'Lock your encrypted diary again'
    log:'Add to a day without opening a screen'
    man:'Print the man page'
    nudges:'Show your nudges, or answer them'
    redo:'Redo the change you last undid'
    remind:'Install, show or remove a daily reminder of your check-in'
    reply:'Reply to a share file with thanks, an answer or an offer'
    report:'Draft your weekly report for stakeholders as md, txt or html'
    restore:'List your backups, or restore from one'
    review:'Read what people chose to share with you, side by side'
    search:'Search everything you logged'
    settle:'Choose between different answers from your devices'
    setup:'Set your name, time zone and working hours'
    share:'Share a week with your manager, after you'"'"'ve seen what'"'"'s included'
    show:'Show what is logged for a day'
    status:'Print one line for a shell prompt or tmux'
    trends:'Compare weeks by hours, night pings, mood and more'
    undo:'Undo the last change made on this device'
    unlock:'Unlock your encrypted diary for this session'
    week:'Show a week as text'
    wins:'List your wins by kind, for a review season'
  )
  _describe 'cmcheckin commands' _commands
}

_shtab_cmcheckin_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_defaults_added=0

_shtab_cmcheckin_backup_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  ":the folder to copy to\; by default, the folder of daily backups:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_backup_defaults_added=0

_shtab_cmcheckin_checkin_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--date[the day, such as 2026-11-20, yesterday, monday or -1 (yesterday)\; today by default]:DATE:"
  "--plain[ask the questions line by line]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_checkin_defaults_added=0

_shtab_cmcheckin_completion_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  ":bash, zsh or fish:(bash zsh fish)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_completion_defaults_added=0

_shtab_cmcheckin_config_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[print one JSON document]"
  ":path\: print where config.toml is\; edit\: open it in your editor:(path edit)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_config_defaults_added=0

_shtab_cmcheckin_delete_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[don\'t ask for confirmation]"
  ":the day, such as 2026-11-20, yesterday, monday or -1 (yesterday):"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_delete_defaults_added=0

_shtab_cmcheckin_demo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--out[write the made-up records to FILE instead (- for stdout)]:FILE:_files"
  "--replace[replace FILE if it exists]"
  "--plain[show this line by line, for screen readers]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_demo_defaults_added=0

_shtab_cmcheckin_doctor_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--copies[look for lines in this folder too\: a backup on another disk, or an old home]:DIR:_files -/"
  "--accept-loss[go on without what no copy has, and don\'t report it again]"
  "--yes[don\'t ask for confirmation]"
  "--json[print one JSON document]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_doctor_defaults_added=0

_shtab_cmcheckin_edit_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--plain[show this line by line, for screen readers]"
  ":the day, such as 2026-11-20, yesterday, monday or -1 (yesterday):"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_edit_defaults_added=0

_shtab_cmcheckin_encrypt_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--identity[with on\: the identity file, which can read your diary\; created if its folder exists]:FILE:_files"
  "--passphrase[with on\: protect the identity with a passphrase]"
  "*--recipient[with on\: encrypt for this public key too (age1\…)\; repeat it for more]:KEY:"
  "*--remove[with on\: don\'t encrypt for this public key any more\; repeat it for more]:KEY:"
  "--yes[don\'t ask for confirmation]"
  "--json[with status\: print JSON]"
  ":on, off, status or passphrase:(on off status passphrase)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_encrypt_defaults_added=0

_shtab_cmcheckin_escalations_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--status[list those with this status\; by default, all but resolved ones. With update\: the new status]:status:(open watching handed-off resolved all)"
  "--by[the order\: age (by default), severity, or cause, which shows what each cause cost]:by:(age severity cause)"
  "--cause[list those whose cause contains these words]:TEXT:"
  "--from[list those that came in on this day or later]:DATE:"
  "--to[list those that came in on this day or earlier]:DATE:"
  "--text[with update\: a line about what\'s new, saved with the time]:TEXT:"
  "--json[print one JSON document]"
  "--plain[show this line by line, for screen readers]"
  ":update\: change the status of an escalation, or add a line about what\'s new:(update)"
  ":with update\: its id, or part of the title of an open one:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_escalations_defaults_added=0

_shtab_cmcheckin_export_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--format[by default, from the extension of FILE, or jsonl]:format:(jsonl json csv days md obsidian ics)"
  "--from[the first day to include]:DATE:"
  "--to[the last day to include]:DATE:"
  "--out[write to this file, readable only by you\; by default, print to stdout. For obsidian, a folder]:FILE:_files"
  "--separator[for csv and days\: what separates cells\; comma by default, semicolon with a decimal comma]:separator:(comma semicolon tab)"
  "--decimal[for csv and days\: the decimal sign\; choose comma if your spreadsheet shows 9,5]:decimal:(point comma)"
  "--notes[for days\: include your texts too, such as the private note]"
  "--replace[replace FILE if it exists]"
  "--partial[continue even if part of the journal can\'t be read]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_export_defaults_added=0

_shtab_cmcheckin_forget_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[don\'t ask for confirmation]"
  ":the day, such as 2026-11-20, yesterday, monday or -1 (yesterday):"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_forget_defaults_added=0

_shtab_cmcheckin_help_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--plain[show this line by line, for screen readers]"
  ":one of the topics below, or a command\; all commands by default:(keys settings accessibility prompt hints leave trends search nudges sharing review privacy files backup import formats recipes figures setup config demo help man completion checkin log edit leave week show history list search trends wins escalations status remind nudges help-now report share inbox review reply export import hints undo redo settle delete forget backup restore doctor encrypt unlock lock)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_help_defaults_added=0

_shtab_cmcheckin_help_now_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[print one JSON document]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_help_now_defaults_added=0

_shtab_cmcheckin_hints_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[the first day\; 13 days before the last by default]:DATE:"
  "--to[the last day\; yesterday by default]:DATE:"
  "*--me[your name, id or e-mail address in these files\; can be repeated]:NAME:"
  "--dry-run[show what the files contain, and save nothing]"
  "--yes[save the proposals without asking]"
  "--json[print one JSON document\; saves nothing without --yes]"
  "(*)::a file, folder or ZIP archive\; by default \[hints\] files in config.toml:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_hints_defaults_added=0

_shtab_cmcheckin_history_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--restore[bring back this version, as a new change that can be undone]:N:"
  "--json[print one JSON document]"
  ":the day, such as 2026-11-20, yesterday, monday or -1 (yesterday)\; or the id of an escalation:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_history_defaults_added=0

_shtab_cmcheckin_import_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "*--answer[the answer to a question about the file, such as \“mood Super \= 5\”\; can be repeated]:ANSWER:"
  "--dry-run[show what would happen, and change nothing]"
  "--yes[import what the preview shows, without asking]"
  "--plain[ask questions and show the preview as text, without the screen]"
  "--replace[where the file and your log differ, use the file]"
  "--keep[where the file and your log differ, keep your log]"
  "--skip-bad-lines[skip lines that can\'t be read, and import the rest]"
  ":the file, folder or ZIP archive to read, or - for standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_import_defaults_added=0

_shtab_cmcheckin_inbox_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--read[mark this reply as read\; without REPLY, all of them]"
  "--keep[add these thanks to today\'s wins]"
  "--leave[plan leave from an offer of cover or time off]"
  "--answer[answer with TEXT\; it goes with your next share]:TEXT:"
  "--json[print one JSON document]"
  "--add-folder[look for replies in this folder too]:DIR:_files -/"
  "--drop[stop looking for replies in this folder\; its files stay]:DIR:_files -/"
  "--half[with --leave\: half of each day]"
  "--plain[show this line by line, for screen readers]"
  ":the id of a reply from the list, or the beginning of it:"
  "(*)::with --leave\: the first and last day\; by default those in the reply:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_inbox_defaults_added=0

_shtab_cmcheckin_leave_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--half[plan half of each day]"
  "--as[with import\: what the file contains, holidays (by default) or leave]:kind:(holidays leave)"
  "--from[with import\: the first day to read\; by default the first one logged this year]:DATE:"
  "--to[with import\: the last day to read\; by default the end of the year after next]:DATE:"
  "--dry-run[with import\: show what would be added, and change nothing]"
  "--yes[with import\: add them without asking]"
  "--json[with list\: print one JSON document]"
  "(*)::a first and a last day, or a single day\; or list (by default), remove with days, or import with a calendar file:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_leave_defaults_added=0

_shtab_cmcheckin_list_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[the first day to include]:DATE:"
  "--to[the last day to include]:DATE:"
  "--json[print one JSON object per line]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_list_defaults_added=0

_shtab_cmcheckin_lock_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_lock_defaults_added=0

_shtab_cmcheckin_log_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--date[the day, such as 2026-11-20, yesterday, monday or -1 (yesterday)\; today by default]:DATE:"
  "--from[the first of several days, instead of --date]:DATE:"
  "--to[the last of several days\; by default today, or the day of --from if that is in the future]:DATE:"
  "--mood[1 rough, 2 low, 3 okay, 4 good, 5 great]:N:"
  "--energy[1 drained, 2 low, 3 fair, 4 good, 5 full]:N:"
  "--workload[1 too little, 3 about right, 5 too much]:N:"
  "--hours[hours worked that day, 0 to 24\: 8, 9.5 or 9\:30]:H:"
  "--start[when work started\: 9, 9\:00 or 9am]:TIME:"
  "--end[when work ended\; with --start 9, 5 means 17\:00]:TIME:"
  "--after-hours[time worked after hours\: 45 or 1h15]:MIN:"
  "*--activity[where the time went\: moderation\=3, events or support\=2h30]:KIND=H:"
  "--peers[time with peers, such as calls and mentoring\: 45 or 1h15]:MIN:"
  "--off[log a day off]"
  "--leave[log a day of leave]"
  "--sick[log a sick day]"
  "--replace[with --from, also replace what is logged for these days]"
  "*--metric[one of your own numbers, as NAME\=22]:NAME=N:"
  "*--answer[the answer to one of your own questions, as NAME\=yes or NAME\=TEXT]:NAME=TEXT:"
  "*--win[something that went well\; can be used more than once]:TEXT:"
  "--escalation[something that needed dealing with]:TEXT:"
  "--severity[of the escalation\: 1 minor to 5 crisis, or ask]:N:"
  "--note[add a line to the day\'s private note]:TEXT:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_log_defaults_added=0

_shtab_cmcheckin_man_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_man_defaults_added=0

_shtab_cmcheckin_nudges_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--on[show that day\'s nudges\; today by default]:DATE:"
  "--from[show each day\'s nudges, starting with this day]:DATE:"
  "--to[the last day to show\; today by default]:DATE:"
  "--until[when a snooze ends, or the last day of a busy period or of leave]:DATE:"
  "--weeks[how long to snooze, from 1 to 52]:N:"
  "--json[print one JSON document\; with --from, one object per day]"
  "--plain[show this line by line, for screen readers]"
  ":why, snooze, off, on, useful, not-useful, peak or leave:"
  ":the kind of nudge, such as long_days\; with why, the id of a nudge:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_nudges_defaults_added=0

_shtab_cmcheckin_redo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[don\'t ask before a change of more than 20 records, such as an import]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_redo_defaults_added=0

_shtab_cmcheckin_remind_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--at[the time of the reminder\; by default the start of your working day]:TIME:"
  "--with[the kind of reminder\; by default the one that suits this machine]:KIND:(systemd launchd cron login)"
  "--notify[with now\: show the reminder on the desktop and in tmux instead of printing it]"
  "--yes[install or remove without asking]"
  "--json[with show\: print JSON]"
  ":install, show (default), remove or now:(install show remove now)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_remind_defaults_added=0

_shtab_cmcheckin_reply_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--thanks[say thanks for the win with this id]:WIN_ID:"
  "--answer[answer the ask with this id]:ASK_ID:"
  "--cover[offer cover]"
  "--time[offer time off]"
  "--budget[offer budget]"
  "--introduction[offer an introduction]"
  "--question[ask something\; the answer comes with their next share]"
  "--text[your message]:T:"
  "--days[the days of cover or time off\: a date, or two with \“to\”]:DAYS:"
  "--from[your name\; by default the name in config.toml]:NAME:"
  ":the share file you\'re replying to:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_reply_defaults_added=0

_shtab_cmcheckin_report_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[the first day, instead of WEEK]:DATE:"
  "--to[the last day\; today by default]:DATE:"
  "--peers[include your time with peers too]"
  "--format[by default, from the extension of FILE, or md]:format:(md txt html)"
  "--out[write to this .md, .txt or .html file, readable only by you]:FILE:_files"
  "--replace[replace FILE if it exists]"
  "--partial[continue even if part of the journal can\'t be read]"
  "--json[print one JSON document, with the entries behind each line]"
  "--plain[show this line by line, for screen readers]"
  ":2026-W47, 47, last week, -1 (last week) or any day in the week\; this week by default:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_report_defaults_added=0

_shtab_cmcheckin_restore_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[don\'t ask for confirmation]"
  "--json[print one JSON document]"
  ":the backup\: a day, its name in the list, or a folder with a backup or a journal:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_restore_defaults_added=0

_shtab_cmcheckin_review_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--plain[show this line by line, or print it as text into a pipe or file]"
  "--html[write FILE, a web page without scripts that prints well (- for stdout)]:FILE:_files"
  "--json[print one JSON document]"
  "--jsonl[print rows for other programs, one JSON object per line]:jsonl:(weeks open asks wins)"
  "--summary[with --json\: figures and counts, without entries]"
  "--one-to-one[print the page for your next one-to-one with NAME, as Markdown]:NAME:"
  "--out[with --one-to-one\: write the page to FILE]:FILE:_files"
  "--without-notes[with --one-to-one\: leave your own notes out]"
  "--replace[replace FILE if it exists]"
  "--partial[continue even if some files can\'t be read]"
  "--from[your name\; by default the name in config.toml]:NAME:"
  "(*):a share file, or a folder of them:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_review_defaults_added=0

_shtab_cmcheckin_search_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--limit[show at most N matches]:N:"
  "--from[the first day to include]:DATE:"
  "--to[the last day to include]:DATE:"
  "--json[print one JSON object per line]"
  "--plain[show this line by line, for screen readers]"
  "(*)::words, phrases in quotes, and filters, which \`cmcheckin help search\` lists:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_search_defaults_added=0

_shtab_cmcheckin_settle_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--keep[the number or the device of the answer to keep, or both to join texts]:ANSWER:"
  "--json[print one JSON document]"
  ":the day of the answers\; by default, list those of all days:"
  ":the field, by its name in the list:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_settle_defaults_added=0

_shtab_cmcheckin_setup_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--plain[show this line by line, for screen readers]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_setup_defaults_added=0

_shtab_cmcheckin_share_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[the first day, instead of WEEK]:DATE:"
  "--to[the last day\; today by default]:DATE:"
  "--fields[what to include, from the list below]:LIST:"
  "--out[the folder to write to\; by default \[share\] folder in config.toml]:DIR:_files -/"
  "--name[the name on the file\; by default the one you last used]:name:"
  "--help-line[one line about what would help]:TEXT:"
  "*--drop[leave out an entry, a line or a number\; --list shows the keys]:KEY:"
  "*"{--text,--reword}"[reword an entry, line or answer in this file only]:KEY=WORDS:"
  "--formats[json, html or md\; by default your last choice, or all three]:LIST:"
  "--replace[replace files with the same names]"
  "--partial[continue even if part of the journal can\'t be read]"
  "--yes[write without asking\; needs --fields]"
  "--reveals[explain what each field would show, then stop]"
  "--list[list the keys of everything that could be left out, then stop]"
  "--show[print what the json, html or md file will hold\; by default md]:FORMAT:(json html md)"
  "--json[print the content as JSON\; writes files only with --out or --yes]"
  "--plain[show this line by line, for screen readers]"
  ":2026-W47, 47, last week, -1 (last week) or any day in the week:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_share_defaults_added=0

_shtab_cmcheckin_show_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[print one JSON document]"
  ":the day, such as 2026-11-20, yesterday, monday or -1 (yesterday)\; today by default:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_show_defaults_added=0

_shtab_cmcheckin_status_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--short[print one word and a number]"
  "--json[print one JSON document]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_status_defaults_added=0

_shtab_cmcheckin_trends_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--weeks[how many weeks to show\; 12 by default]:N:"
  "--json[print one JSON object per week]"
  "--plain[show this line by line, for screen readers]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_trends_defaults_added=0

_shtab_cmcheckin_undo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[don\'t ask before a change of more than 20 records, such as an import]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_undo_defaults_added=0

_shtab_cmcheckin_unlock_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--identity[use this identity file for the session\; - reads it from standard input]:FILE:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_unlock_defaults_added=0

_shtab_cmcheckin_week_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[print one JSON document]"
  "--plain[show this line by line, for screen readers]"
  ":2026-W47, 47, last week, -1 (last week) or any day in the week\; this week by default:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_week_defaults_added=0

_shtab_cmcheckin_wins_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[the first day, instead of PERIOD]:DATE:"
  "--to[the last day\; today by default]:DATE:"
  "*--kind[list wins of this kind\; repeat it for more kinds]:kind:(community member event content product thanks team self)"
  "--format[by default, from the extension of FILE, or txt]:format:(md txt html)"
  "--out[write to this .md, .txt or .html file, readable only by you]:FILE:_files"
  "--replace[replace FILE if it exists]"
  "--partial[continue even if part of the journal can\'t be read]"
  "--json[print one JSON document]"
  "--plain[show this line by line, for screen readers]"
  ":2026, 2026-H1, 2026-Q3, 2026-10, last quarter, a week, a day or all\; this quarter by default:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_wins_defaults_added=0


_shtab_cmcheckin() {
  local context state line curcontext="$curcontext" one_or_more='(*)' remainder='(-)*:' default='*::: :->cmcheckin'

  # Add default positional/remainder specs only if none exist, and only once per session
  if (( ! _shtab_cmcheckin_defaults_added )); then
    if (( ${_shtab_cmcheckin_options[(I)${(q)one_or_more}*]} +          ${_shtab_cmcheckin_options[(I)${(q)remainder}*]} +          ${_shtab_cmcheckin_options[(I)${(q)default}]} == 0 )); then
      _shtab_cmcheckin_options+=(': :_shtab_cmcheckin_commands' '*::: :->cmcheckin')
    fi
    _shtab_cmcheckin_defaults_added=1
  fi
  _arguments -C -s $_shtab_cmcheckin_options

  case $state in
    cmcheckin)
      words=($line[1] "${words[@]}")
      (( CURRENT += 1 ))
      curcontext="${curcontext%:*:*}:_shtab_cmcheckin-$line[1]:"
      case $line[1] in
        backup) _arguments -C -s $_shtab_cmcheckin_backup_options ;;
        checkin) _arguments -C -s $_shtab_cmcheckin_checkin_options ;;
        completion) _arguments -C -s $_shtab_cmcheckin_completion_options ;;
        config) _arguments -C -s $_shtab_cmcheckin_config_options ;;
        delete) _arguments -C -s $_shtab_cmcheckin_delete_options ;;
        demo) _arguments -C -s $_shtab_cmcheckin_demo_options ;;
        doctor) _arguments -C -s $_shtab_cmcheckin_doctor_options ;;
        edit) _arguments -C -s $_shtab_cmcheckin_edit_options ;;
        encrypt) _arguments -C -s $_shtab_cmcheckin_encrypt_options ;;
        escalations) _arguments -C -s $_shtab_cmcheckin_escalations_options ;;
        export) _arguments -C -s $_shtab_cmcheckin_export_options ;;
        forget) _arguments -C -s $_shtab_cmcheckin_forget_options ;;
        help) _arguments -C -s $_shtab_cmcheckin_help_options ;;
        help-now) _arguments -C -s $_shtab_cmcheckin_help_now_options ;;
        hints) _arguments -C -s $_shtab_cmcheckin_hints_options ;;
        history) _arguments -C -s $_shtab_cmcheckin_history_options ;;
        import) _arguments -C -s $_shtab_cmcheckin_import_options ;;
        inbox) _arguments -C -s $_shtab_cmcheckin_inbox_options ;;
        leave) _arguments -C -s $_shtab_cmcheckin_leave_options ;;
        list) _arguments -C -s $_shtab_cmcheckin_list_options ;;
        lock) _arguments -C -s $_shtab_cmcheckin_lock_options ;;
        log) _arguments -C -s $_shtab_cmcheckin_log_options ;;
        man) _arguments -C -s $_shtab_cmcheckin_man_options ;;
        nudges) _arguments -C -s $_shtab_cmcheckin_nudges_options ;;
        redo) _arguments -C -s $_shtab_cmcheckin_redo_options ;;
        remind) _arguments -C -s $_shtab_cmcheckin_remind_options ;;
        reply) _arguments -C -s $_shtab_cmcheckin_reply_options ;;
        report) _arguments -C -s $_shtab_cmcheckin_report_options ;;
        restore) _arguments -C -s $_shtab_cmcheckin_restore_options ;;
        review) _arguments -C -s $_shtab_cmcheckin_review_options ;;
        search) _arguments -C -s $_shtab_cmcheckin_search_options ;;
        settle) _arguments -C -s $_shtab_cmcheckin_settle_options ;;
        setup) _arguments -C -s $_shtab_cmcheckin_setup_options ;;
        share) _arguments -C -s $_shtab_cmcheckin_share_options ;;
        show) _arguments -C -s $_shtab_cmcheckin_show_options ;;
        status) _arguments -C -s $_shtab_cmcheckin_status_options ;;
        trends) _arguments -C -s $_shtab_cmcheckin_trends_options ;;
        undo) _arguments -C -s $_shtab_cmcheckin_undo_options ;;
        unlock) _arguments -C -s $_shtab_cmcheckin_unlock_options ;;
        week) _arguments -C -s $_shtab_cmcheckin_week_options ;;
        wins) _arguments -C -s $_shtab_cmcheckin_wins_options ;;
      esac
  esac
}



typeset -A opt_args

if [[ $zsh_eval_context[-1] == eval ]]; then
  # eval/source/. command, register function for later
  compdef _shtab_cmcheckin -N cmcheckin
else
  # autoload from fpath, call function directly
  _shtab_cmcheckin "$@"
fi
