_shtab_cmcheckin_subparsers=(setup config demo help man completion checkin log edit leave week show history list search trends wins escalations status remind nudges help-now report share inbox review reply export import hints undo redo settle delete forget backup restore doctor encrypt unlock lock)

_shtab_cmcheckin_setup_option_strings=(-h --help --home --plain)
_shtab_cmcheckin_config_option_strings=(-h --help --home --json)
_shtab_cmcheckin_demo_option_strings=(-h --help --home --out --replace --plain)
_shtab_cmcheckin_help_option_strings=(-h --help --home --plain)
_shtab_cmcheckin_man_option_strings=(-h --help --home)
_shtab_cmcheckin_completion_option_strings=(-h --help --home)
_shtab_cmcheckin_checkin_option_strings=(-h --help --home --date --plain)
_shtab_cmcheckin_log_option_strings=(-h --help --home --date --from --to --mood --energy --workload --hours --start --end --after-hours --activity --peers --off --leave --sick --replace --metric --answer --win --escalation --severity --note)
_shtab_cmcheckin_edit_option_strings=(-h --help --home --plain)
_shtab_cmcheckin_leave_option_strings=(-h --help --home --half --as --from --to --dry-run --yes --json)
_shtab_cmcheckin_week_option_strings=(-h --help --home --json --plain)
_shtab_cmcheckin_show_option_strings=(-h --help --home --json)
_shtab_cmcheckin_history_option_strings=(-h --help --home --restore --json)
_shtab_cmcheckin_list_option_strings=(-h --help --home --from --to --json)
_shtab_cmcheckin_search_option_strings=(-h --help --home --limit --from --to --json --plain)
_shtab_cmcheckin_trends_option_strings=(-h --help --home --weeks --json --plain)
_shtab_cmcheckin_wins_option_strings=(-h --help --home --from --to --kind --format --out --replace --partial --json --plain)
_shtab_cmcheckin_escalations_option_strings=(-h --help --home --status --by --cause --from --to --text --json --plain)
_shtab_cmcheckin_status_option_strings=(-h --help --home --short --json)
_shtab_cmcheckin_remind_option_strings=(-h --help --home --at --with --notify --yes --json)
_shtab_cmcheckin_nudges_option_strings=(-h --help --home --on --from --to --until --weeks --json --plain)
_shtab_cmcheckin_help_now_option_strings=(-h --help --home --json)
_shtab_cmcheckin_report_option_strings=(-h --help --home --from --to --peers --format --out --replace --partial --json --plain)
_shtab_cmcheckin_share_option_strings=(-h --help --home --from --to --fields --out --name --help-line --drop --text --reword --formats --replace --partial --yes --reveals --list --show --json --plain)
_shtab_cmcheckin_inbox_option_strings=(-h --help --home --read --keep --leave --answer --json --add-folder --drop --half --plain)
_shtab_cmcheckin_review_option_strings=(-h --help --home --plain --html --json --jsonl --summary --one-to-one --out --without-notes --replace --partial --from)
_shtab_cmcheckin_reply_option_strings=(-h --help --home --thanks --answer --cover --time --budget --introduction --question --text --days --from)
_shtab_cmcheckin_export_option_strings=(-h --help --home --format --from --to --out --separator --decimal --notes --replace --partial)
_shtab_cmcheckin_import_option_strings=(-h --help --home --answer --dry-run --yes --plain --replace --keep --skip-bad-lines)
_shtab_cmcheckin_hints_option_strings=(-h --help --home --from --to --me --dry-run --yes --json)
_shtab_cmcheckin_undo_option_strings=(-h --help --home --yes)
_shtab_cmcheckin_redo_option_strings=(-h --help --home --yes)
_shtab_cmcheckin_settle_option_strings=(-h --help --home --keep --json)
_shtab_cmcheckin_delete_option_strings=(-h --help --home --yes)
_shtab_cmcheckin_forget_option_strings=(-h --help --home --yes)
_shtab_cmcheckin_backup_option_strings=(-h --help --home)
_shtab_cmcheckin_restore_option_strings=(-h --help --home --yes --json)
_shtab_cmcheckin_doctor_option_strings=(-h --help --home --copies --accept-loss --yes --json)
_shtab_cmcheckin_encrypt_option_strings=(-h --help --home --identity --passphrase --recipient --remove --yes --json)
_shtab_cmcheckin_unlock_option_strings=(-h --help --home --identity)
_shtab_cmcheckin_lock_option_strings=(-h --help --home)
_shtab_cmcheckin_option_strings=(-h --help)

_shtab_cmcheckin_setup___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_config___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_demo___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_demo___out_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_help___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_man___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_completion___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_checkin___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_log___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_edit___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_leave___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_week___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_show___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_history___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_list___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_search___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_trends___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_wins___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_wins___out_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_escalations___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_status___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_remind___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_nudges___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_help_now___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_report___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_report___out_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_share___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_share___out_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_inbox___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_inbox___add_folder_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_inbox___drop_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_review_pos_0_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_review___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_review___html_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_review___out_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_reply_pos_0_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_reply___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_export___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_export___out_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_import_pos_0_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_import___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_hints_pos_0_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_hints___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_undo___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_redo___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_settle___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_delete___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_forget___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_backup_pos_0_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_backup___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_restore_pos_0_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_restore___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_doctor___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_doctor___copies_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_encrypt___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_encrypt___identity_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_unlock___home_COMPGEN=_shtab_compgen_dirs
_shtab_cmcheckin_unlock___identity_COMPGEN=_shtab_compgen_files
_shtab_cmcheckin_lock___home_COMPGEN=_shtab_compgen_dirs

_shtab_cmcheckin_config_pos_0_choices=(path edit)
_shtab_cmcheckin_help_pos_0_choices=(keys settings accessibility prompt hints leave trends search nudges sharing review privacy files backup import formats recipes figures setup config demo help man completion checkin log edit leave week show history list search trends wins escalations status remind nudges help-now report share inbox review reply export import hints undo redo settle delete forget backup restore doctor encrypt unlock lock)
_shtab_cmcheckin_completion_pos_0_choices=(bash zsh fish)
_shtab_cmcheckin_leave___as_choices=(holidays leave)
_shtab_cmcheckin_wins___kind_choices=(community member event content product thanks team self)
_shtab_cmcheckin_wins___format_choices=(md txt html)
_shtab_cmcheckin_escalations_pos_0_choices=(update)
_shtab_cmcheckin_escalations___status_choices=(open watching handed-off resolved all)
_shtab_cmcheckin_escalations___by_choices=(age severity cause)
_shtab_cmcheckin_remind_pos_0_choices=(install show remove now)
_shtab_cmcheckin_remind___with_choices=(systemd launchd cron login)
_shtab_cmcheckin_report___format_choices=(md txt html)
_shtab_cmcheckin_share___show_choices=(json html md)
_shtab_cmcheckin_review___jsonl_choices=(weeks open asks wins)
_shtab_cmcheckin_export___format_choices=(jsonl json csv days md obsidian ics)
_shtab_cmcheckin_export___separator_choices=(comma semicolon tab)
_shtab_cmcheckin_export___decimal_choices=(point comma)
_shtab_cmcheckin_encrypt_pos_0_choices=(on off status passphrase)
_shtab_cmcheckin_pos_0_choices=(setup config demo help man completion checkin log edit leave week show history list search trends wins escalations status remind nudges help-now report share inbox review reply export import hints undo redo settle delete forget backup restore doctor encrypt unlock lock)

_shtab_cmcheckin_setup__h_nargs=0
_shtab_cmcheckin_setup___help_nargs=0
_shtab_cmcheckin_setup___plain_nargs=0
_shtab_cmcheckin_config__h_nargs=0
_shtab_cmcheckin_config___help_nargs=0
_shtab_cmcheckin_config___json_nargs=0
_shtab_cmcheckin_demo__h_nargs=0
_shtab_cmcheckin_demo___help_nargs=0
_shtab_cmcheckin_demo___replace_nargs=0
_shtab_cmcheckin_demo___plain_nargs=0
_shtab_cmcheckin_help__h_nargs=0
_shtab_cmcheckin_help___help_nargs=0
_shtab_cmcheckin_help___plain_nargs=0
_shtab_cmcheckin_man__h_nargs=0
_shtab_cmcheckin_man___help_nargs=0
_shtab_cmcheckin_completion__h_nargs=0
_shtab_cmcheckin_completion___help_nargs=0
_shtab_cmcheckin_checkin__h_nargs=0
_shtab_cmcheckin_checkin___help_nargs=0
_shtab_cmcheckin_checkin___plain_nargs=0
_shtab_cmcheckin_log__h_nargs=0
_shtab_cmcheckin_log___help_nargs=0
_shtab_cmcheckin_log___off_nargs=0
_shtab_cmcheckin_log___leave_nargs=0
_shtab_cmcheckin_log___sick_nargs=0
_shtab_cmcheckin_log___replace_nargs=0
_shtab_cmcheckin_edit__h_nargs=0
_shtab_cmcheckin_edit___help_nargs=0
_shtab_cmcheckin_edit___plain_nargs=0
_shtab_cmcheckin_leave_pos_0_nargs='*'
_shtab_cmcheckin_leave__h_nargs=0
_shtab_cmcheckin_leave___help_nargs=0
_shtab_cmcheckin_leave___half_nargs=0
_shtab_cmcheckin_leave___dry_run_nargs=0
_shtab_cmcheckin_leave___yes_nargs=0
_shtab_cmcheckin_leave___json_nargs=0
_shtab_cmcheckin_week__h_nargs=0
_shtab_cmcheckin_week___help_nargs=0
_shtab_cmcheckin_week___json_nargs=0
_shtab_cmcheckin_week___plain_nargs=0
_shtab_cmcheckin_show__h_nargs=0
_shtab_cmcheckin_show___help_nargs=0
_shtab_cmcheckin_show___json_nargs=0
_shtab_cmcheckin_history__h_nargs=0
_shtab_cmcheckin_history___help_nargs=0
_shtab_cmcheckin_history___json_nargs=0
_shtab_cmcheckin_list__h_nargs=0
_shtab_cmcheckin_list___help_nargs=0
_shtab_cmcheckin_list___json_nargs=0
_shtab_cmcheckin_search_pos_0_nargs='*'
_shtab_cmcheckin_search__h_nargs=0
_shtab_cmcheckin_search___help_nargs=0
_shtab_cmcheckin_search___json_nargs=0
_shtab_cmcheckin_search___plain_nargs=0
_shtab_cmcheckin_trends__h_nargs=0
_shtab_cmcheckin_trends___help_nargs=0
_shtab_cmcheckin_trends___json_nargs=0
_shtab_cmcheckin_trends___plain_nargs=0
_shtab_cmcheckin_wins__h_nargs=0
_shtab_cmcheckin_wins___help_nargs=0
_shtab_cmcheckin_wins___replace_nargs=0
_shtab_cmcheckin_wins___partial_nargs=0
_shtab_cmcheckin_wins___json_nargs=0
_shtab_cmcheckin_wins___plain_nargs=0
_shtab_cmcheckin_escalations__h_nargs=0
_shtab_cmcheckin_escalations___help_nargs=0
_shtab_cmcheckin_escalations___json_nargs=0
_shtab_cmcheckin_escalations___plain_nargs=0
_shtab_cmcheckin_status__h_nargs=0
_shtab_cmcheckin_status___help_nargs=0
_shtab_cmcheckin_status___short_nargs=0
_shtab_cmcheckin_status___json_nargs=0
_shtab_cmcheckin_remind__h_nargs=0
_shtab_cmcheckin_remind___help_nargs=0
_shtab_cmcheckin_remind___notify_nargs=0
_shtab_cmcheckin_remind___yes_nargs=0
_shtab_cmcheckin_remind___json_nargs=0
_shtab_cmcheckin_nudges__h_nargs=0
_shtab_cmcheckin_nudges___help_nargs=0
_shtab_cmcheckin_nudges___json_nargs=0
_shtab_cmcheckin_nudges___plain_nargs=0
_shtab_cmcheckin_help_now__h_nargs=0
_shtab_cmcheckin_help_now___help_nargs=0
_shtab_cmcheckin_help_now___json_nargs=0
_shtab_cmcheckin_report__h_nargs=0
_shtab_cmcheckin_report___help_nargs=0
_shtab_cmcheckin_report___peers_nargs=0
_shtab_cmcheckin_report___replace_nargs=0
_shtab_cmcheckin_report___partial_nargs=0
_shtab_cmcheckin_report___json_nargs=0
_shtab_cmcheckin_report___plain_nargs=0
_shtab_cmcheckin_share__h_nargs=0
_shtab_cmcheckin_share___help_nargs=0
_shtab_cmcheckin_share___replace_nargs=0
_shtab_cmcheckin_share___partial_nargs=0
_shtab_cmcheckin_share___yes_nargs=0
_shtab_cmcheckin_share___reveals_nargs=0
_shtab_cmcheckin_share___list_nargs=0
_shtab_cmcheckin_share___json_nargs=0
_shtab_cmcheckin_share___plain_nargs=0
_shtab_cmcheckin_inbox_pos_1_nargs='*'
_shtab_cmcheckin_inbox__h_nargs=0
_shtab_cmcheckin_inbox___help_nargs=0
_shtab_cmcheckin_inbox___read_nargs=0
_shtab_cmcheckin_inbox___keep_nargs=0
_shtab_cmcheckin_inbox___leave_nargs=0
_shtab_cmcheckin_inbox___json_nargs=0
_shtab_cmcheckin_inbox___half_nargs=0
_shtab_cmcheckin_inbox___plain_nargs=0
_shtab_cmcheckin_review_pos_0_nargs=+
_shtab_cmcheckin_review__h_nargs=0
_shtab_cmcheckin_review___help_nargs=0
_shtab_cmcheckin_review___plain_nargs=0
_shtab_cmcheckin_review___json_nargs=0
_shtab_cmcheckin_review___summary_nargs=0
_shtab_cmcheckin_review___without_notes_nargs=0
_shtab_cmcheckin_review___replace_nargs=0
_shtab_cmcheckin_review___partial_nargs=0
_shtab_cmcheckin_reply__h_nargs=0
_shtab_cmcheckin_reply___help_nargs=0
_shtab_cmcheckin_reply___cover_nargs=0
_shtab_cmcheckin_reply___time_nargs=0
_shtab_cmcheckin_reply___budget_nargs=0
_shtab_cmcheckin_reply___introduction_nargs=0
_shtab_cmcheckin_reply___question_nargs=0
_shtab_cmcheckin_export__h_nargs=0
_shtab_cmcheckin_export___help_nargs=0
_shtab_cmcheckin_export___notes_nargs=0
_shtab_cmcheckin_export___replace_nargs=0
_shtab_cmcheckin_export___partial_nargs=0
_shtab_cmcheckin_import__h_nargs=0
_shtab_cmcheckin_import___help_nargs=0
_shtab_cmcheckin_import___dry_run_nargs=0
_shtab_cmcheckin_import___yes_nargs=0
_shtab_cmcheckin_import___plain_nargs=0
_shtab_cmcheckin_import___replace_nargs=0
_shtab_cmcheckin_import___keep_nargs=0
_shtab_cmcheckin_import___skip_bad_lines_nargs=0
_shtab_cmcheckin_hints_pos_0_nargs='*'
_shtab_cmcheckin_hints__h_nargs=0
_shtab_cmcheckin_hints___help_nargs=0
_shtab_cmcheckin_hints___dry_run_nargs=0
_shtab_cmcheckin_hints___yes_nargs=0
_shtab_cmcheckin_hints___json_nargs=0
_shtab_cmcheckin_undo__h_nargs=0
_shtab_cmcheckin_undo___help_nargs=0
_shtab_cmcheckin_undo___yes_nargs=0
_shtab_cmcheckin_redo__h_nargs=0
_shtab_cmcheckin_redo___help_nargs=0
_shtab_cmcheckin_redo___yes_nargs=0
_shtab_cmcheckin_settle__h_nargs=0
_shtab_cmcheckin_settle___help_nargs=0
_shtab_cmcheckin_settle___json_nargs=0
_shtab_cmcheckin_delete__h_nargs=0
_shtab_cmcheckin_delete___help_nargs=0
_shtab_cmcheckin_delete___yes_nargs=0
_shtab_cmcheckin_forget__h_nargs=0
_shtab_cmcheckin_forget___help_nargs=0
_shtab_cmcheckin_forget___yes_nargs=0
_shtab_cmcheckin_backup__h_nargs=0
_shtab_cmcheckin_backup___help_nargs=0
_shtab_cmcheckin_restore__h_nargs=0
_shtab_cmcheckin_restore___help_nargs=0
_shtab_cmcheckin_restore___yes_nargs=0
_shtab_cmcheckin_restore___json_nargs=0
_shtab_cmcheckin_doctor__h_nargs=0
_shtab_cmcheckin_doctor___help_nargs=0
_shtab_cmcheckin_doctor___accept_loss_nargs=0
_shtab_cmcheckin_doctor___yes_nargs=0
_shtab_cmcheckin_doctor___json_nargs=0
_shtab_cmcheckin_encrypt__h_nargs=0
_shtab_cmcheckin_encrypt___help_nargs=0
_shtab_cmcheckin_encrypt___passphrase_nargs=0
_shtab_cmcheckin_encrypt___yes_nargs=0
_shtab_cmcheckin_encrypt___json_nargs=0
_shtab_cmcheckin_unlock__h_nargs=0
_shtab_cmcheckin_unlock___help_nargs=0
_shtab_cmcheckin_lock__h_nargs=0
_shtab_cmcheckin_lock___help_nargs=0
_shtab_cmcheckin_pos_0_nargs=A...
_shtab_cmcheckin__h_nargs=0
_shtab_cmcheckin___help_nargs=0


# $1=COMP_WORDS[1]
_shtab_compgen_files() {
  compgen -f -- $1  # files
}

# $1=COMP_WORDS[1]
_shtab_compgen_dirs() {
  compgen -d -- $1  # recurse into subdirs
}

# $1=COMP_WORDS[1]
_shtab_replace_nonword() {
  echo "${1//[^[:word:]]/_}"
}

# set default values (called for the initial parser & any subparsers)
_set_parser_defaults() {
  local subparsers_var="${prefix}_subparsers[@]"
  sub_parsers=${!subparsers_var-}

  local current_option_strings_var="${prefix}_option_strings[@]"
  current_option_strings=${!current_option_strings_var}

  completed_positional_actions=0

  _set_new_action "pos_$completed_positional_actions" true
}

# $1=action identifier
# $2=positional action (bool)
# set all identifiers for an action's parameters
_set_new_action() {
  current_action="${prefix}_$(_shtab_replace_nonword $1)"

  local current_action_compgen_var=${current_action}_COMPGEN
  current_action_compgen="${!current_action_compgen_var-}"

  local current_action_choices_var="${current_action}_choices[@]"
  current_action_choices="${!current_action_choices_var-}"

  local current_action_nargs_var="${current_action}_nargs"
  if [ -n "${!current_action_nargs_var-}" ]; then
    current_action_nargs="${!current_action_nargs_var}"
  else
    current_action_nargs=1
  fi

  current_action_args_start_index=$(( $word_index + 1 - $pos_only ))

  current_action_is_positional=$2
}

# Notes:
# `COMPREPLY`: what will be rendered after completion is triggered
# `completing_word`: currently typed word to generate completions for
# `${!var}`: evaluates the content of `var` and expand its content as a variable
#     hello="world"
#     x="hello"
#     ${!x} -> ${hello} -> "world"
_shtab_cmcheckin() {
  local completing_word="${COMP_WORDS[COMP_CWORD]}"
  local previous_word="${COMP_WORDS[COMP_CWORD-1]}"
  local completed_positional_actions
  local current_action
  local current_action_args_start_index
  local current_action_choices
  local current_action_compgen
  local current_action_is_positional
  local current_action_nargs
  local current_option_strings
  local sub_parsers
  COMPREPLY=()

  local prefix=_shtab_cmcheckin
  local word_index=0
  local pos_only=0 # "--" delimiter not encountered yet
  _set_parser_defaults
  word_index=1

  # determine what arguments are appropriate for the current state
  # of the arg parser
  while [ $word_index -ne $COMP_CWORD ]; do
    local this_word="${COMP_WORDS[$word_index]}"

    if [[ $pos_only = 1 || " $this_word " != " -- " ]]; then
      if [[ -n $sub_parsers && " ${sub_parsers[@]} " == *" $this_word "* ]]; then
        # valid subcommand: add it to the prefix & reset the current action
        prefix="${prefix}_$(_shtab_replace_nonword $this_word)"
        _set_parser_defaults
      fi

      if [[ " ${current_option_strings[@]} " == *" $this_word "* ]]; then
        # a new action should be acquired (due to recognised option string or
        # no more input expected from current action);
        # the next positional action can fill in here
        _set_new_action $this_word false
      fi

      if [[ "$current_action_nargs" != "*" ]] && \
         [[ "$current_action_nargs" != "+" ]] && \
         [[ "$current_action_nargs" != "?" ]] && \
         [[ "$current_action_nargs" != *"..." ]] && \
         (( $word_index + 1 - $current_action_args_start_index - $pos_only >= \
            $current_action_nargs )); then
        $current_action_is_positional && let "completed_positional_actions += 1"
        _set_new_action "pos_$completed_positional_actions" true
      fi
    else
      pos_only=1 # "--" delimiter encountered
    fi

    let "word_index+=1"
  done

  # Generate the completions

  COMPREPLY=()
  if [[ $pos_only = 0 && "$completing_word" == -* &&
        ( -z "$current_action_compgen" || "$current_action_is_positional" = true ) ]]; then
    # optional argument started: use option strings
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_option_strings[*]}" -- "$completing_word")
  elif [[ "$previous_word" =~ ^[0-9\&]*[\<\>]\>?$ ]]; then
    # handle redirection operators
    compopt -o filenames 2>/dev/null || : # bash>=4
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$completing_word")
  else
    # use choices & compgen
    local action_compgen_word="$completing_word"
    # handle tab-completing in the middle of a line (#248 <- #116)
    [[ -n "$current_action_compgen" && "$completing_word" == -* ]] && action_compgen_word=""
    [ -n "$current_action_compgen" ] && {
      [[ "$current_action_compgen" =~ _(file|dir|glob|FILE|DIR|GLOB)|File|Dir|Glob ]] &&
        compopt -o filenames 2>/dev/null || : # bash>=4
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
        "$current_action_compgen" "$action_compgen_word")
    }
    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(
      compgen -W "${current_action_choices[*]}" -- "$completing_word")
  fi

  if [[ ${#COMPREPLY[@]} = 0 ]]; then
    # native fallback matches are not necessarily filenames (e.g. variables)
    compopt +o filenames 2>/dev/null || : # bash>=4
  fi

  return 0
}

complete -o bashdefault -F _shtab_cmcheckin cmcheckin