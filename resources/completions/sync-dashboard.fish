# fish completion for sync-dashboard. A test compares it with what --help says:
# tests/package/options.sh.

set -l commands list report metrics diagnose collect keychain simulate snapshot
set -l window "not __fish_seen_subcommand_from $commands"
set -l asks "not __fish_seen_subcommand_from keychain simulate"

complete -c sync-dashboard -f
complete -c sync-dashboard -n "$window" -a list -d 'Print sync tasks'
complete -c sync-dashboard -n "$window" -a report -d 'Write a report of a period, PDF or HTML'
complete -c sync-dashboard -n "$window" -a metrics -d 'Write metrics for Prometheus'
complete -c sync-dashboard -n "$window" -a collect -d 'Write all that is seen into a database, for a team'
complete -c sync-dashboard -n "$window" -a diagnose -d 'Print a report of faults, without secrets'
complete -c sync-dashboard -n "$window" -a keychain -d "Keep a key in the desktop's keychain"
complete -c sync-dashboard -n "$window" -a simulate -d 'A simulated registry on loopback'
complete -c sync-dashboard -n "$window" -a snapshot -d 'Render the window to a picture'

complete -c sync-dashboard -l help -d 'Show the options'
complete -c sync-dashboard -n "$window" -l version -d 'Show the version'
complete -c sync-dashboard -n "not __fish_seen_subcommand_from list report metrics diagnose collect keychain simulate" -l demo -d 'Watch a simulated registry'

complete -c sync-dashboard -n "$window" -l query -x -d 'Show what this finds'
complete -c sync-dashboard -n "$window" -l view -x -d 'Show the saved view of this name'
complete -c sync-dashboard -n "$window" -l history -x -d 'Watch what a collector writes into this database'
complete -c sync-dashboard -n "$window" -l new-window -d 'Open another window, also where one is open'
complete -c sync-dashboard -n "$window" -l hidden -d 'Begin in the tray'

complete -c sync-dashboard -n "$asks" -l region -x -d 'Region to ask'
complete -c sync-dashboard -n "$asks" -l endpoint -x -d "Ask this address instead of the region's"
complete -c sync-dashboard -n "$asks" -l profile -x -d 'Profile, or keychain:NAME'
complete -c sync-dashboard -n "$asks" -l all-profiles -d 'All profiles at once'
complete -c sync-dashboard -n "$asks" -l vpc -d 'Use the address inside a virtual private cloud'
complete -c sync-dashboard -n "$asks" -l proxy -x -a 'none http:// socks5://' -d 'Proxy'
complete -c sync-dashboard -n "$asks" -l ca-file -r -F -d 'Trust the authorities of this PEM file too'

set -l list "__fish_seen_subcommand_from list; and not __fish_seen_subcommand_from keychain"
set -l report "__fish_seen_subcommand_from report"
set -l filters "__fish_seen_subcommand_from list report; and not __fish_seen_subcommand_from keychain"
complete -c sync-dashboard -n "$filters" -l instance -x -d 'Only the tasks of this instance'
complete -c sync-dashboard -n "$filters" -l query -x -d 'Only what this finds'
complete -c sync-dashboard -n "$filters" -l namespace -x -d 'Only this namespace'
complete -c sync-dashboard -n "$filters" -l repo -x -d 'Only this repository'
complete -c sync-dashboard -n "$filters" -l tag -x -d 'Only this tag'
complete -c sync-dashboard -n "$filters" -l batch -x -d 'Only the tasks of this push'
complete -c sync-dashboard -n "$filters" -l status -x -a 'failed running waiting done cancelled' -d 'Only this status'
complete -c sync-dashboard -n "$filters" -l time-zone -x -a 'UTC Asia/Shanghai' -d 'Zone of times without an offset'
complete -c sync-dashboard -n "$list" -l fail-on -x -a 'failed stuck failed,stuck' -d 'Exit with 3 where a task is in one of these states'
complete -c sync-dashboard -n "$list" -l format -x -a 'table json ndjson csv' -d 'How it is printed'
complete -c sync-dashboard -n "$list" -l history -r -F -a 'postgresql://' -d 'Answer from a history, not from a registry'

complete -c sync-dashboard -n "$report" -l since -x -a '24h 7d 30d today yesterday monday' -d 'The begin of the period'
complete -c sync-dashboard -n "$report" -l until -x -d 'Its end'
complete -c sync-dashboard -n "$report" -l pdf -r -F -d 'Write it as PDF'
complete -c sync-dashboard -n "$report" -l html -r -F -d 'Write it as a web page'
complete -c sync-dashboard -n "$report" -l language -x -a 'en zh_CN' -d 'Language of the report'

set -l metrics "__fish_seen_subcommand_from metrics"
complete -c sync-dashboard -n "$metrics" -l textfile -r -F -d 'File that is written'
complete -c sync-dashboard -n "$metrics" -l instance -x -d 'The instance whose tasks are counted'
complete -c sync-dashboard -n "$metrics" -l format -x -a 'text openmetrics' -d 'Format of the metrics'
complete -c sync-dashboard -n "$metrics" -l labels -x -a 100 -d 'How many of each are told apart'
complete -c sync-dashboard -n "$metrics" -l namespaces -d 'Count by namespace too'

set -l collect "__fish_seen_subcommand_from collect"
complete -c sync-dashboard -n "$collect" -l database -x -a 'postgresql://' -d 'Where to'
complete -c sync-dashboard -n "$collect" -l keep-days -x -a 400 -d 'How long a task stays there'
complete -c sync-dashboard -n "$collect" -l refresh -x -a 30 -d 'Seconds from one reading to the next'
complete -c sync-dashboard -n "$collect" -l requests -x -d 'Requests a minute of each account, once everything is read'
complete -c sync-dashboard -n "$collect" -l metrics -x -a '127.0.0.1:9464' -d 'Answer a monitoring system here'
complete -c sync-dashboard -n "$collect" -l alertmanager -x -a 'http://127.0.0.1:9093' -d 'Send alerts to the Alertmanager here'
complete -c sync-dashboard -n "$collect" -l labels -x -a 100 -d 'How many of each are told apart'
complete -c sync-dashboard -n "$collect" -l namespaces -d 'Count by namespace too'

complete -c sync-dashboard -n "__fish_seen_subcommand_from keychain" -a 'add remove list'
complete -c sync-dashboard -n "__fish_seen_subcommand_from keychain" -l id -x -d 'Id of the access key to add'

set -l simulate "__fish_seen_subcommand_from simulate"
complete -c sync-dashboard -n "$simulate" -l listen -x -a '127.0.0.1:0' -d 'Loopback address and port'
complete -c sync-dashboard -n "$simulate" -l tasks -x -d 'Tasks that lie in the past'
complete -c sync-dashboard -n "$simulate" -l seed -x -d 'The same seed gives the same registry'
complete -c sync-dashboard -n "$simulate" -l instances -x -d 'Number of instances'
complete -c sync-dashboard -n "$simulate" -l rate -x -d 'Pushes per minute, each of 1 to 4 tasks'
complete -c sync-dashboard -n "$simulate" -l security-token -x -d 'Token of the key'
complete -c sync-dashboard -n "$simulate" -l latency -x -d 'Milliseconds before each answer'
complete -c sync-dashboard -n "$simulate" -l deny -x -d 'Permission that the key does not have'
complete -c sync-dashboard -n "$simulate" -l stopped -x -d 'Instance that does not run'
complete -c sync-dashboard -n "$simulate" -l immutable -x -d 'Repository whose tags no destination replaces'

set -l snapshot "__fish_seen_subcommand_from snapshot"
complete -c sync-dashboard -n "$snapshot" -F
complete -c sync-dashboard -n "$snapshot" -l size -x -a '1024x640 1280x800 1440x900 1920x1080 2560x1440' -d 'Size of the window'
complete -c sync-dashboard -n "$snapshot" -l scale -x -d 'Pixels for each of those'
complete -c sync-dashboard -n "$snapshot" -l theme -x -a 'light dark high-contrast high-contrast-dark' -d 'Theme'
complete -c sync-dashboard -n "$snapshot" -l language -x -a 'en zh_CN' -d 'Language'
