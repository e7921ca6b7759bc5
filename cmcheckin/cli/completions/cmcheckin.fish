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

set -g _shtab_cmcheckin_commands checkin log week trends show list status nudges edit delete undo forget export import report share inbox review reply help-now demo help man completion
set -g _shtab_cmcheckin_opts_with_value --after-hours --answer --date --drop --end --energy --escalation --fields --format --formats --from --help-line --home --hours --html --mood --name --note --on --out --severity --start --text --thanks --to --until --weeks --win --workload

complete -c cmcheckin -e
complete -c cmcheckin -f

complete -c cmcheckin -n _shtab_cmcheckin_using -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a checkin -d 'the check-in of today, or of another day'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l date -x -d '2026-11-20, yesterday, monday or -1; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using checkin' -l plain -d 'ask in plain lines'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a log -d 'add a mood, hours, a win, an escalation or a note without a screen'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l date -x -d '2026-11-20, yesterday, monday or -1; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l from -x -d 'the first of several days, instead of --date'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l to -x -d 'the last of these days; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l mood -x -d '1 rough, 2 low, 3 okay, 4 good, 5 great'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l energy -x -d '1 drained, 2 low, 3 fair, 4 good, 5 full'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l workload -x -d '1 too little, 3 about right, 5 too much'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l hours -x -d 'hours worked that day, 0 to 24: 8, 9.5 or 9:30'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l start -x -d 'when work began: 9, 9:00 or 9am'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l end -x -d 'when work ended'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l after-hours -x -d 'time outside the usual hours: 45 or 1h15'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l off -d 'log the day as off'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l leave -d 'log the day as leave'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l sick -d 'log the day as sick'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l win -x -d 'something that went well; repeat for more'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l escalation -x -d 'something that had to be dealt with'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l severity -x -d 'of the escalation: 1 minor to 5 crisis, or ask'
complete -c cmcheckin -n '_shtab_cmcheckin_using log' -l note -x -d 'private; a new line below the note of the day'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a week -d 'a week as text'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using week' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a trends -d 'week by week: hours, after hours, night pings, mood, time owed'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l weeks -x -d 'how many weeks; 12 unless said'
complete -c cmcheckin -n '_shtab_cmcheckin_using trends' -l json -d 'one JSON object a line, one for each week'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a show -d 'a day in words'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using show' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a list -d 'everything kept, a line a day'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l from -x -d 'leave out earlier days'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l to -x -d 'leave out later days'
complete -c cmcheckin -n '_shtab_cmcheckin_using list' -l json -d 'one JSON object a line'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a status -d 'one line for a shell prompt or tmux'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l short -d 'a word and a number'
complete -c cmcheckin -n '_shtab_cmcheckin_using status' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a nudges -d 'the gentle notes, what they rest on, and your word on them'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l on -x -d 'the nudges of that morning; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l from -x -d 'the nudges of every morning from this day'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l to -x -d 'to this day; today by default'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l until -x -d 'the day a snooze ends, or the last day of a peak or leave'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l weeks -x -d 'how long a snooze lasts, from 1 to 52'
complete -c cmcheckin -n '_shtab_cmcheckin_using nudges' -l json -d 'one JSON document; with --from, one a line for each day'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a edit -d 'open the check-in of an earlier day'
complete -c cmcheckin -n '_shtab_cmcheckin_using edit' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using edit' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a delete -d 'delete a day'"'"'s check-in and workday; undo brings them back'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using delete' -l yes -d 'do not ask'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a undo -d 'take back the last change made on this device'
complete -c cmcheckin -n '_shtab_cmcheckin_using undo' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using undo' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a forget -d 'remove a day'"'"'s words for good, from files and backups'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using forget' -l yes -d 'do not ask'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a export -d 'all of your data, out: jsonl, json, csv or md'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l format -xka "jsonl json csv md" -d 'as the ending of FILE says; else jsonl'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l from -x -d 'leave out earlier days'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l to -x -d 'leave out later days'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write to this file, readable by you alone, and not to stdout'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l replace -d 'replace FILE if it is there'
complete -c cmcheckin -n '_shtab_cmcheckin_using export' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a import -d 'records in, all or nothing'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l dry-run -d 'say what would happen, and change nothing'
complete -c cmcheckin -n '_shtab_cmcheckin_using import' -l replace -d 'let records of the file replace those that differ'
complete -c cmcheckin -n '_shtab_cmcheckin_using import; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'the file, or - for standard input'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a report -d 'the weekly draft for stakeholders: md, txt or html'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l from -x -d 'a range in place of a week: its first day'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l to -x -d 'and its last day; today unless said'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l format -xka "md txt html" -d 'md unless said; goes before the ending of FILE'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write to this file, readable by you alone: .md, .txt or .html'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l replace -d 'replace FILE if it is there'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using report' -l json -d 'one JSON document, each line with what it rests on'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a share -d 'a file of your week for who leads you, after you saw all of it'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l from -x -d 'a range in place of a week: its first day'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l to -x -d 'and its last day; today unless said'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l fields -x -d 'what to share'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l out -xka "(__fish_complete_directories)" -d 'the folder to write into; [share] folder in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l name -x -d 'the name it carries; unless said, name in config.toml, or what is proposed'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l help-line -x -d 'one line: what would help'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l drop -x -d 'leave out this win or escalation; --json shows the ids'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l text -x -d 'reword an entry in this file only; also replaces its cause and outcome'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l formats -x -d 'of json,html,md; unless said, all three, or what is proposed'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l replace -d 'replace files of these names'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l partial -d 'continue even if part of the journal can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l yes -d 'write without asking; needs --fields'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l reveals -d 'what each field shows, and nothing else'
complete -c cmcheckin -n '_shtab_cmcheckin_using share' -l json -d 'show the content as one JSON document; without --out or --yes nothing is written'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a inbox -d 'replies to what you shared'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using inbox' -l drop -x -d 'stop looking for replies in this folder; its files stay'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a review -d 'what people chose to share with you, side by side'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l plain -d 'as text, also on a terminal'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l html -xka "(__fish_complete_path (commandline -ct))" -d 'write one page to this file, - for stdout'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l replace -d 'replace FILE if it is there'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l partial -d 'continue even if some of the files can'"'"'t be read'
complete -c cmcheckin -n '_shtab_cmcheckin_using review' -l from -x -d 'who replies; your name in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using review; and test $_shtab_cmcheckin_npos -ge 0' -ka "(__fish_complete_path (commandline -ct))" -d 'a share file, or a folder of them'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a reply -d 'a word back, as a small file beside the one you read'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l thanks -x -d 'thanks for this win'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l answer -x -d 'an answer to this ask'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l cover -d 'offer cover'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l time -d 'offer time off'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l budget -d 'offer budget'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l introduction -d 'offer an introduction'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l text -x -d 'your words'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply' -l from -x -d 'who replies; your name in config.toml'
complete -c cmcheckin -n '_shtab_cmcheckin_using reply; and test $_shtab_cmcheckin_npos -eq 0' -ka "(__fish_complete_path (commandline -ct))" -d 'the share file that is answered'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a help-now -d 'someone to talk to: your people, and lines, offline'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using help-now' -l json -d 'one JSON document'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a demo -d 'look around in half a year of made-up data'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l out -xka "(__fish_complete_path (commandline -ct))" -d 'write the made-up records there (- for stdout) as jsonl instead'
complete -c cmcheckin -n '_shtab_cmcheckin_using demo' -l replace -d 'replace FILE if it is there'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a help -d 'a topic, or the help of a command'
complete -c cmcheckin -n '_shtab_cmcheckin_using help' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using help' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using help; and test $_shtab_cmcheckin_npos -eq 0' -ka "keys settings trends nudges sharing review privacy formats figures checkin log week trends show list status nudges edit delete undo forget export import report share inbox review reply help-now demo help man completion" -d 'one of the topics below, or a command'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a man -d 'print the man page'
complete -c cmcheckin -n '_shtab_cmcheckin_using man' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using man' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using; and test $_shtab_cmcheckin_npos -eq 0' -a completion -d 'print what your shell needs to complete commands and options'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion' -s h -l help -d 'show this help message and exit'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion' -l home -xka "(__fish_complete_directories)" -d 'keep everything in this folder'
complete -c cmcheckin -n '_shtab_cmcheckin_using completion; and test $_shtab_cmcheckin_npos -eq 0' -ka "bash zsh fish" -d 'bash, zsh or fish'
