# bash completion for sync-dashboard. A test compares it with what --help says:
# tests/package/options.sh.

_sync_dashboard() {
    local current=${COMP_WORDS[COMP_CWORD]} previous= command= words= i
    ((COMP_CWORD > 0)) && previous=${COMP_WORDS[COMP_CWORD - 1]}
    ((COMP_CWORD > 1)) && case ${COMP_WORDS[1]} in -*) ;; *) command=${COMP_WORDS[1]} ;; esac
    COMPREPLY=()
    local connection='--region --endpoint --profile --all-profiles --vpc --proxy --ca-file'
    case $previous in
    --format)
        words='table json ndjson csv'
        [[ $command == metrics ]] && words='text openmetrics'
        ;;
    --status) words='failed running waiting done cancelled' ;;
    --fail-on) words='failed stuck failed,stuck active running waiting done cancelled' ;;
    --theme) words='light dark high-contrast high-contrast-dark' ;;
    --language) words='en zh_CN' ;;
    --size) words='1024x640 1280x800 1440x900 1920x1080 2560x1440' ;;
    --proxy) words='none http:// socks5://' ;;
    --listen) words='127.0.0.1:0' ;;
    --metrics) words='127.0.0.1:9464' ;;
    --alertmanager) words='http://127.0.0.1:9093' ;;
    --database) words='postgresql://' ;;
    --since) words='24h 7d 30d today yesterday monday' ;;
    --ca-file | --pdf | --html | --textfile | --history)
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
        return
        ;;
    --region | --endpoint | --profile | --view | --until | --instance | --query | --namespace | --repo | --tag | --batch | \
        --id | --tasks | --seed | --instances | --rate | --scale | --labels | --history | --keep-days | --refresh | --requests)
        return
        ;;
    esac
    if [[ -z $words ]]; then
        case $command in
        '')
            words="--query --view --history --new-window --hidden --demo --version --help $connection"
            [[ $COMP_CWORD -eq 1 ]] && words="list report metrics diagnose collect keychain simulate snapshot $words"
            ;;
        list)
            words="--instance --query --namespace --repo --tag --batch --status --time-zone --fail-on --format --history --help $connection"
            ;;
        report)
            words="--since --until --pdf --html --language --instance --query --namespace --repo --tag --batch --status --time-zone --help $connection"
            ;;
        metrics) words="--textfile --instance --format --labels --namespaces --help $connection" ;;
        diagnose) words="--help $connection" ;;
        collect) words="--database --keep-days --refresh --requests --metrics --alertmanager --labels --namespaces --help $connection" ;;
        keychain)
            words='--id --help'
            [[ $COMP_CWORD -eq 2 ]] && words="add remove list $words"
            ;;
        simulate) words='--listen --tasks --seed --instances --rate --security-token --latency --deny --stopped --immutable --help' ;;
        snapshot)
            words="--size --scale --theme --language --demo --help $connection"
            if [[ $current != -* ]]; then
                compopt -o filenames 2>/dev/null
                mapfile -t COMPREPLY < <(compgen -f -- "$current")
            fi
            ;;
        esac
    fi
    for i in $words; do
        [[ $i == "$current"* ]] && COMPREPLY+=("$i")
    done
}
complete -F _sync_dashboard sync-dashboard
