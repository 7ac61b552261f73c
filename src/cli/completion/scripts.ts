/** What each shell needs; all of them ask `completion suggest` with the words typed so far, the unfinished one last. */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `# douyin-hotel completion for bash: source <(douyin-hotel completion bash)
_douyin_hotel() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    COMPREPLY+=("$word")
  done < <(douyin-hotel completion suggest -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case "\${COMPREPLY[0]-}" in *=) compopt -o nospace 2>/dev/null ;; esac
}
complete -o default -F _douyin_hotel douyin-hotel
`,
  zsh: `#compdef douyin-hotel
# douyin-hotel completion for zsh: source <(douyin-hotel completion zsh)
_douyin_hotel() {
  local -a found
  found=("\${(@f)$(douyin-hotel completion suggest -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "\${found[1]-}" ]] || { _files; return; }
  if [[ "\${found[1]}" == *= ]]; then compadd -S '' -- "\${found[@]}"; else compadd -- "\${found[@]}"; fi
}
compdef _douyin_hotel douyin-hotel
`,
  fish: `# douyin-hotel completion for fish: douyin-hotel completion fish | source
complete -c douyin-hotel -f -a '(douyin-hotel completion suggest -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`,
  powershell: `# douyin-hotel completion for PowerShell: douyin-hotel completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName douyin-hotel -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($wordToComplete -eq '') { $words += '' }
  douyin-hotel completion suggest -- @words 2>$null | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`,
};
