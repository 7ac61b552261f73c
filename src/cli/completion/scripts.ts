/**
 * What each shell needs; all of them ask `completion suggest` with the words typed so far, the unfinished one last.
 * An answer `:files` stands for names of files, and what ends in `=` goes on without a space.
 */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `# douyin-hotel completion for bash: eval "$(douyin-hotel completion bash)"
_douyin_hotel() {
  local line=$COMP_LINE word last=0 i suffix= typed=\${COMP_WORDS[COMP_CWORD]} prefix
  local -a words=()
  # bash breaks words at "=" and ":"; what stood together is put together again.
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((i == 0)) || [[ $line == [[:space:]]* ]] || [[ -z $COMP_LINE && $word != "=" && $last != "=" ]]; then
      line=\${line#"\${line%%[![:space:]]*}"}
      words+=("$word")
    else
      words[\${#words[@]}-1]+=$word
    fi
    line=\${line#"$word"}
    last=$word
  done
  case $typed in [=:]*) typed= ;; esac
  prefix=\${words[\${#words[@]}-1]}
  prefix=\${prefix%"$typed"}
  COMPREPLY=()
  while IFS= read -r word; do
    if [[ $word == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$typed")
    else
      COMPREPLY+=("\${word#"$prefix"}")
      [[ $word == *= ]] && suffix==
    fi
  done < <(douyin-hotel completion suggest -- "\${words[@]:1}" 2>/dev/null)
  if [[ -n $suffix ]]; then compopt -o nospace 2>/dev/null; fi
  return 0
}
complete -F _douyin_hotel douyin-hotel
`,
  zsh: `#compdef douyin-hotel
# douyin-hotel completion for zsh: source <(douyin-hotel completion zsh)
_douyin_hotel() {
  local -a found open whole
  found=("\${(@f)$(douyin-hotel completion suggest -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  local -i files=\${found[(I):files]}
  found=("\${(@)found:#:files}")
  open=("\${(@M)found:#*=}")
  whole=("\${(@)found:#*=}")
  (( $#open )) && compadd -S '' -- "\${open[@]}"
  (( $#whole )) && compadd -- "\${whole[@]}"
  if (( files )); then
    compset -P '*='
    _files
  fi
}
if [[ "\${funcstack[1]-}" == _douyin?hotel ]]; then
  _douyin_hotel "$@"
else
  (( \${+functions[compdef]} )) || { autoload -Uz compinit && compinit; }
  compdef _douyin_hotel douyin-hotel
fi
`,
  fish: `# douyin-hotel completion for fish: douyin-hotel completion fish | source
function __douyin_hotel_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  for word in (douyin-hotel completion suggest -- $words[2..-1] "$current" 2>/dev/null)
    if test "$word" = ":files"
      __fish_complete_path "$current"
    else
      echo $word
    end
  end
end
complete -c douyin-hotel -f -a '(__douyin_hotel_complete)'
`,
  powershell: `# douyin-hotel completion for PowerShell: douyin-hotel completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName douyin-hotel -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  # An empty last word would get lost on the way, so it goes as a pair of quotes. With no answer PowerShell offers files.
  if ($wordToComplete -eq '') { $words += '""' }
  douyin-hotel completion suggest -- @words 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
};
