#compdef cmcheckin



_shtab_cmcheckin_commands() {
  local _commands=(
    checkin:'the check-in of today, or of another day'
    completion:'print what your shell needs to complete commands and options'
    delete:'delete a day'"'"'s check-in and workday; undo brings them back'
    demo:'look around in half a year of made-up data'
    edit:'open the check-in of an earlier day'
    export:'all of your data, out: jsonl, json, csv or md'
    forget:'remove a day'"'"'s words for good, from files and backups'
    help:'a topic, or the help of a command'
    help-now:'someone to talk to: your people, and lines, offline'
    import:'records in, all or nothing'
    inbox:'replies to what you shared'
    list:'everything kept, a line a day'
    log:'add a mood, hours, a win, an escalation or a note without a screen'
    man:'print the man page'
    nudges:'the gentle notes, what they rest on, and your word on them'
    reply:'a word back, as a small file beside the one you read'
    report:'the weekly draft for stakeholders: md, txt or html'
    review:'what people chose to share with you, side by side'
    share:'a file of your week for who leads you, after you saw all of it'
    show:'a day in words'
    status:'one line for a shell prompt or tmux'
    trends:'week by week: hours, after hours, night pings, mood, time owed'
    undo:'take back the last change made on this device'
    week:'a week as text'
  )
  _describe 'cmcheckin commands' _commands
}

_shtab_cmcheckin_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_defaults_added=0

_shtab_cmcheckin_checkin_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--date[2026-11-20, yesterday, monday or -1\; today by default]:DATE:"
  "--plain[ask in plain lines]"
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

_shtab_cmcheckin_delete_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[do not ask]"
  ":the day\: 2026-11-20, yesterday, monday or -1:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_delete_defaults_added=0

_shtab_cmcheckin_demo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--out[write the made-up records there (- for stdout) as jsonl instead]:FILE:_files"
  "--replace[replace FILE if it is there]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_demo_defaults_added=0

_shtab_cmcheckin_edit_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  ":the day\: 2026-11-20, yesterday, monday or -1:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_edit_defaults_added=0

_shtab_cmcheckin_export_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--format[as the ending of FILE says\; else jsonl]:format:(jsonl json csv md)"
  "--from[leave out earlier days]:DATE:"
  "--to[leave out later days]:DATE:"
  "--out[write to this file, readable by you alone, and not to stdout]:FILE:_files"
  "--replace[replace FILE if it is there]"
  "--partial[continue even if part of the journal can\'t be read]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_export_defaults_added=0

_shtab_cmcheckin_forget_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--yes[do not ask]"
  ":the day\: 2026-11-20, yesterday, monday or -1:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_forget_defaults_added=0

_shtab_cmcheckin_help_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  ":one of the topics below, or a command:(keys settings trends nudges sharing review privacy formats figures checkin log week trends show list status nudges edit delete undo forget export import report share inbox review reply help-now demo help man completion)"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_help_defaults_added=0

_shtab_cmcheckin_help_now_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[one JSON document]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_help_now_defaults_added=0

_shtab_cmcheckin_import_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--dry-run[say what would happen, and change nothing]"
  "--replace[let records of the file replace those that differ]"
  ":the file, or - for standard input:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_import_defaults_added=0

_shtab_cmcheckin_inbox_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[one JSON document]"
  "--drop[stop looking for replies in this folder\; its files stay]:FOLDER:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_inbox_defaults_added=0

_shtab_cmcheckin_list_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[leave out earlier days]:DATE:"
  "--to[leave out later days]:DATE:"
  "--json[one JSON object a line]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_list_defaults_added=0

_shtab_cmcheckin_log_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--date[2026-11-20, yesterday, monday or -1\; today by default]:DATE:"
  "--from[the first of several days, instead of --date]:DATE:"
  "--to[the last of these days\; today by default]:DATE:"
  "--mood[1 rough, 2 low, 3 okay, 4 good, 5 great]:N:"
  "--energy[1 drained, 2 low, 3 fair, 4 good, 5 full]:N:"
  "--workload[1 too little, 3 about right, 5 too much]:N:"
  "--hours[hours worked that day, 0 to 24\: 8, 9.5 or 9\:30]:H:"
  "--start[when work began\: 9, 9\:00 or 9am]:TIME:"
  "--end[when work ended]:TIME:"
  "--after-hours[time outside the usual hours\: 45 or 1h15]:MIN:"
  "--off[log the day as off]"
  "--leave[log the day as leave]"
  "--sick[log the day as sick]"
  "*--win[something that went well\; repeat for more]:TEXT:"
  "--escalation[something that had to be dealt with]:TEXT:"
  "--severity[of the escalation\: 1 minor to 5 crisis, or ask]:N:"
  "--note[private\; a new line below the note of the day]:TEXT:"
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
  "--on[the nudges of that morning\; today by default]:DATE:"
  "--from[the nudges of every morning from this day]:DATE:"
  "--to[to this day\; today by default]:DATE:"
  "--until[the day a snooze ends, or the last day of a peak or leave]:DATE:"
  "--weeks[how long a snooze lasts, from 1 to 52]:N:"
  "--json[one JSON document\; with --from, one a line for each day]"
  ":why, snooze, off, on, useful, not-useful, peak, leave:"
  ":the kind of note\; for why, its id:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_nudges_defaults_added=0

_shtab_cmcheckin_reply_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--thanks[thanks for this win]:WIN_ID:"
  "--answer[an answer to this ask]:ASK_ID:"
  "--cover[offer cover]"
  "--time[offer time off]"
  "--budget[offer budget]"
  "--introduction[offer an introduction]"
  "--text[your words]:T:"
  "--from[who replies\; your name in config.toml]:NAME:"
  ":the share file that is answered:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_reply_defaults_added=0

_shtab_cmcheckin_report_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[a range in place of a week\: its first day]:DATE:"
  "--to[and its last day\; today unless said]:DATE:"
  "--format[md unless said\; goes before the ending of FILE]:format:(md txt html)"
  "--out[write to this file, readable by you alone\: .md, .txt or .html]:FILE:_files"
  "--replace[replace FILE if it is there]"
  "--partial[continue even if part of the journal can\'t be read]"
  "--json[one JSON document, each line with what it rests on]"
  ":2026-W47, W47, last week, -1 or a day in it:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_report_defaults_added=0

_shtab_cmcheckin_review_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--plain[as text, also on a terminal]"
  "--html[write one page to this file, - for stdout]:FILE:_files"
  "--json[one JSON document]"
  "--replace[replace FILE if it is there]"
  "--partial[continue even if some of the files can\'t be read]"
  "--from[who replies\; your name in config.toml]:NAME:"
  "(*):a share file, or a folder of them:_files"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_review_defaults_added=0

_shtab_cmcheckin_share_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--from[a range in place of a week\: its first day]:DATE:"
  "--to[and its last day\; today unless said]:DATE:"
  "--fields[what to share]:LIST:"
  "--out[the folder to write into\; \[share\] folder in config.toml]:DIR:_files -/"
  "--name[the name it carries\; unless said, name in config.toml, or what is proposed]:name:"
  "--help-line[one line\: what would help]:TEXT:"
  "*--drop[leave out this win or escalation\; --json shows the ids]:ID:"
  "*--text[reword an entry in this file only\; also replaces its cause and outcome]:ID=WORDS:"
  "--formats[of json,html,md\; unless said, all three, or what is proposed]:LIST:"
  "--replace[replace files of these names]"
  "--partial[continue even if part of the journal can\'t be read]"
  "--yes[write without asking\; needs --fields]"
  "--reveals[what each field shows, and nothing else]"
  "--json[show the content as one JSON document\; without --out or --yes nothing is written]"
  ":2026-W47, W47, last week, -1 or a day in it:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_share_defaults_added=0

_shtab_cmcheckin_show_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[one JSON document]"
  ":2026-11-20, yesterday, monday or -1\; today by default:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_show_defaults_added=0

_shtab_cmcheckin_status_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--short[a word and a number]"
  "--json[one JSON document]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_status_defaults_added=0

_shtab_cmcheckin_trends_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--weeks[how many weeks\; 12 unless said]:N:"
  "--json[one JSON object a line, one for each week]"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_trends_defaults_added=0

_shtab_cmcheckin_undo_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_undo_defaults_added=0

_shtab_cmcheckin_week_options=(
  "(- : *)"{-h,--help}"[show this help message and exit]"
  "--home[keep everything in this folder]:DIR:_files -/"
  "--json[one JSON document]"
  ":2026-W47, W47, last week, -1 or a day in it:"
)

# guard to ensure default positional specs are added only once per session
_shtab_cmcheckin_week_defaults_added=0


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
        checkin) _arguments -C -s $_shtab_cmcheckin_checkin_options ;;
        completion) _arguments -C -s $_shtab_cmcheckin_completion_options ;;
        delete) _arguments -C -s $_shtab_cmcheckin_delete_options ;;
        demo) _arguments -C -s $_shtab_cmcheckin_demo_options ;;
        edit) _arguments -C -s $_shtab_cmcheckin_edit_options ;;
        export) _arguments -C -s $_shtab_cmcheckin_export_options ;;
        forget) _arguments -C -s $_shtab_cmcheckin_forget_options ;;
        help) _arguments -C -s $_shtab_cmcheckin_help_options ;;
        help-now) _arguments -C -s $_shtab_cmcheckin_help_now_options ;;
        import) _arguments -C -s $_shtab_cmcheckin_import_options ;;
        inbox) _arguments -C -s $_shtab_cmcheckin_inbox_options ;;
        list) _arguments -C -s $_shtab_cmcheckin_list_options ;;
        log) _arguments -C -s $_shtab_cmcheckin_log_options ;;
        man) _arguments -C -s $_shtab_cmcheckin_man_options ;;
        nudges) _arguments -C -s $_shtab_cmcheckin_nudges_options ;;
        reply) _arguments -C -s $_shtab_cmcheckin_reply_options ;;
        report) _arguments -C -s $_shtab_cmcheckin_report_options ;;
        review) _arguments -C -s $_shtab_cmcheckin_review_options ;;
        share) _arguments -C -s $_shtab_cmcheckin_share_options ;;
        show) _arguments -C -s $_shtab_cmcheckin_show_options ;;
        status) _arguments -C -s $_shtab_cmcheckin_status_options ;;
        trends) _arguments -C -s $_shtab_cmcheckin_trends_options ;;
        undo) _arguments -C -s $_shtab_cmcheckin_undo_options ;;
        week) _arguments -C -s $_shtab_cmcheckin_week_options ;;
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
