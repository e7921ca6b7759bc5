# Parse current commandline:
# - _shtab_cmcheckin_cmdpath=(sub)command path seen so far
# - _shtab_cmcheckin_npos=number of positional arguments given after it
# - options are skipped based on _shtab_cmcheckin_opts_with_value & _shtab_cmcheckin_commands lists
function _shtab_cmcheckin_scan
  set -g _shtab_cmcheckin_cmdpath ''
  set -g _shtab_cmcheckin_npos 0
  set -l tokens (commandline -opc)
  set -e tokens[1]
  set -l expect_value 0
  for t in $tokens
    if test $expect_value -eq 1
      set expect_value 0
      continue
    end
    switch "$t"
      case '--*=*'
        continue
      case '-*'
        if contains -- $t $_shtab_cmcheckin_opts_with_value
          set expect_value 1
        end
        continue
      case '*'
        if test $_shtab_cmcheckin_npos -eq 0
          set -l candidate $t
          if test -n "$_shtab_cmcheckin_cmdpath"
            set candidate "$_shtab_cmcheckin_cmdpath $t"
          end
          if contains -- $candidate $_shtab_cmcheckin_commands
            set -g _shtab_cmcheckin_cmdpath $candidate
            continue
          end
        end
        set -g _shtab_cmcheckin_npos (math $_shtab_cmcheckin_npos + 1)
    end
  end
end

# Condition helper: true if the current (sub)command path equals the given one.
function _shtab_cmcheckin_using
  _shtab_cmcheckin_scan
  test "$_shtab_cmcheckin_cmdpath" = "$argv"
end

set -g _shtab_cmcheckin_commands setup config demo help man completion checkin log edit week show history list trends status nudges help-now report share inbox review reply export import undo delete forget backup restore
set -g _shtab_cmcheckin_opts_with_value --after-hours --answer --date --drop --end --energy --escalation --fields --format --formats --from --help-line --home --hours --html --mood --name --note --on --out --restore --severity --start --text --thanks --to --until --weeks --win --workload

complete -c cmcheckin -e
complete -c cmcheckin -f

complete -c cmcheckin -n _shtab_cmcheckin_using -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a setup -d 'Set your name, time zone and working hours'
complete -c cmcheckin -n '_shtab_cmcheckin_using setup' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using setup' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a config -d 'Show your settings and where each one comes from, or edit them'
complete -c cmcheckin -n '_shtab_cmcheckin_using config' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using config' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using config' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using config; and test $_shtab_cmcheckin_npos -eq 0' -ka "path edit" -d 'path: print where config.toml is; edit: open it in your editor'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a demo -d 'Explore six months of made-up data'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write the made-up records to FILE instead (- for stdout)'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l replace -d 'replace FILE if it exists'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a help -d 'Show a help topic, or the help of a command'
complete -c cmcheckin -n '_shtab_cmcheckin_using help' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using help' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using help; and test $_shtab_cmcheckin_npos -eq 0' -ka "keys settings trends nudges sharing review privacy formats figures setup config demo help man completion checkin log edit week show history list trends status nudges help-now report share inbox review reply export import undo delete forget backup restore" -d 'one of the topics below, or a command; all commands by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a man -d 'Print the man page'
complete -c cmcheckin -n '_shtab_cmcheckin_using man' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using man' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a completion -d 'Print a script for your shell that completes commands and options'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion; and test $_shtab_cmcheckin_npos -eq 0' -ka "bash zsh fish" -d 'bash, zsh or fish'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a checkin -d 'Open today'"'"'s check-in, or another day'"'"'s'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l date -x -d 'the day, such as 2026-11-20, yesterday, monday or -1 (yesterday); today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l plain -d 'ask the questions line by line'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a log -d 'Add to a day without opening a screen'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l date -x -d 'the day, such as 2026-11-20, yesterday, monday or -1 (yesterday); today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l from -x -d 'the first of several days, instead of --date'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l to -x -d 'the last of several days; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l mood -x -d '1 rough, 2 low, 3 okay, 4 good, 5 great'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l energy -x -d '1 drained, 2 low, 3 fair, 4 good, 5 full'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l workload -x -d '1 too little, 3 about right, 5 too much'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l hours -x -d 'hours worked that day, 0 to 24: 8, 9.5 or 9:30'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l start -x -d 'when work started: 9, 9:00 or 9am'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l end -x -d 'when work ended; with --start 9, 5 means 17:00'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l after-hours -x -d 'time worked after hours: 45 or 1h15'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l off -d 'log a day off'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l leave -d 'log a day of leave'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l sick -d 'log a sick day'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l win -x -d 'something that went well; can be used more than once'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l escalation -x -d 'something that needed dealing with'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l severity -x -d 'of the escalation: 1 minor to 5 crisis, or ask'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l note -x -d 'add a line to the day'"'"'s private note'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a edit -d 'Open the check-in of an earlier day'
complete -c cmcheckin -n '_shtab_cmcheckin_using edit' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using edit' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a week -d 'Show a week as text'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a show -d 'Show what is logged for a day'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a history -d 'Show every version of a day or an escalation, or bring one back'
complete -c cmcheckin -n '_shtab_cmcheckin_using history' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using history' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using history' -l restore -x -d 'bring back this version, as a new change that can be undone'
complete -c cmcheckin -n '_shtab_cmcheckin_using history' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a list -d 'List your days, one per line'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l from -x -d 'the first day to include'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l to -x -d 'the last day to include'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l json -d 'print one JSON object per line'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a trends -d 'Compare weeks by hours, night pings, mood and more'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l weeks -x -d 'how many weeks to show; 12 by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l json -d 'print one JSON object per week'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a status -d 'Print one line for a shell prompt or tmux'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l short -d 'print one word and a number'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a nudges -d 'Show your nudges, or answer them'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l on -x -d 'show that day'"'"'s nudges; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l from -x -d 'show each day'"'"'s nudges, starting with this day'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l to -x -d 'the last day to show; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l until -x -d 'when a snooze ends, or the last day of a busy period or of leave'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l weeks -x -d 'how long to snooze, from 1 to 52'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l json -d 'print one JSON document; with --from, one object per day'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a help-now -d 'Show people and helplines you can talk to (works offline)'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a report -d 'Draft your weekly report for stakeholders as md, txt or html'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l from -x -d 'the first day, instead of WEEK'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l to -x -d 'the last day; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l format -xka "md txt html" -d 'by default, from the extension of FILE, or md'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write to this .md, .txt or .html file, readable only by you'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l replace -d 'replace FILE if it exists'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l json -d 'print one JSON document, with the entries behind each line'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a share -d 'Share a week with your manager, after you'"'"'ve seen what'"'"'s included'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l from -x -d 'the first day, instead of WEEK'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l to -x -d 'the last day; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l fields -x -d 'what to include, from the list below'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l out -xka "(__fish_complete_directories)" -d 'the folder to write to; by default [share] folder in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l name -x -d 'the name on the file; by default the one you last used'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l help-line -x -d 'one line about what would help'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l drop -x -d 'leave out this win or escalation; --json shows the ids'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l text -x -d 'reword an entry in this file only; its cause and outcome are left out'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l formats -x -d 'json, html or md; by default your last choice, or all three'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l replace -d 'replace files with the same names'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l yes -d 'write without asking; needs --fields'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l reveals -d 'explain what each field would show, then stop'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l json -d 'print the content as JSON; writes files only with --out or --yes'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a inbox -d 'Show replies to what you shared'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l drop -x -d 'stop looking for replies in this folder; its files stay'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a review -d 'Read what people chose to share with you, side by side'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l plain -d 'print text instead of opening the screen'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l html -xka "(__fish_complete_path (commandline -ct))" -d 'write everything to FILE as one web page (- for stdout)'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l replace -d 'replace FILE if it exists'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l partial -d 'continue even if some files can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l from -x -d 'your name; by default the name in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using review; and test $_shtab_cmcheckin_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'a share file, or a folder of them'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a reply -d 'Reply to a share file with thanks, an answer or an offer'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l thanks -x -d 'say thanks for the win with this id'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l answer -x -d 'answer the ask with this id'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l cover -d 'offer cover'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l time -d 'offer time off'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l budget -d 'offer budget'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l introduction -d 'offer an introduction'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l text -x -d 'your message'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l from -x -d 'your name; by default the name in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'the share file you'"'"'re replying to'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a export -d 'Export your records as jsonl, json, csv or md'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l format -xka "jsonl json csv md" -d 'by default, from the extension of FILE, or jsonl'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l from -x -d 'the first day to include'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l to -x -d 'the last day to include'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write to this file, readable only by you; by default, print to stdout'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l replace -d 'replace FILE if it exists'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a import -d 'Import the records in a file: all of them, or none'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l dry-run -d 'show what would happen, and change nothing'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l replace -d 'replace saved records that differ from the file'
complete -c cmcheckin -n '_shtab_cmcheckin_using import; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'the file to read, or - for standard input'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a undo -d 'Undo the last change made on this device'
complete -c cmcheckin -n '_shtab_cmcheckin_using undo' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using undo' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a delete -d 'Delete a day'"'"'s check-in and working hours'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -l yes -d 'don'"'"'t ask for confirmation'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a forget -d 'Permanently erase what you wrote for a day'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -l yes -d 'don'"'"'t ask for confirmation'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a backup -d 'Back up everything you logged, now'
complete -c cmcheckin -n '_shtab_cmcheckin_using backup' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using backup' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using backup; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_directories)" -d 'the folder to copy to; by default the one of the daily backups'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a restore -d 'List your backups, or bring back what one has'
complete -c cmcheckin -n '_shtab_cmcheckin_using restore' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using restore' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using restore' -l yes -d 'don'"'"'t ask for confirmation'
complete -c cmcheckin -n '_shtab_cmcheckin_using restore' -l json -d 'print one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using restore; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_directories)" -d 'the backup: a day, its name in the list, or a folder with a backup or a journal'
