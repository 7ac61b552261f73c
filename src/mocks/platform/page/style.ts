import { dark, light, properties } from "../../../reporters/html/theme.js";

const layout = `
*,*::before,*::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding-top:4rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;font-size:.875em}
h1,h2,h3,p,dl,dd,ul,ol,pre{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
main:focus,h1:focus,h2:focus{outline:none}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;z-index:3;background:var(--sheet);padding:.5rem .9rem;border-radius:.4rem}
.skip:focus{top:.5rem}
.top{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;align-items:center;gap:.3rem 1.25rem;padding:.6rem max(1.25rem,calc((100% - 76rem)/2 + 1.25rem));background:var(--sheet);border-bottom:1px solid var(--line)}
.brand{font-weight:700;color:var(--ink);text-decoration:none}
.live{color:var(--soft);font-size:.85rem;margin-right:auto}
.live::before{content:"";display:inline-block;width:.55rem;height:.55rem;margin-right:.4rem;border-radius:50%;background:var(--bar-calm)}
.live.on::before{background:var(--bar-good)}
.live.off::before{background:var(--bar-bad)}
.languages{display:flex;gap:.2rem .9rem;font-size:.9rem}
.languages a[aria-current]{color:var(--ink);font-weight:650;text-decoration:none}
main{max-width:76rem;margin:0 auto;padding:1.25rem 1.25rem 2rem}
main>nav{font-size:.9rem}
h1{font-size:1.6rem;line-height:1.25;letter-spacing:-.01em;margin-top:.4rem}
h1 code{font-size:.9em}
h2{font-size:1.1rem;line-height:1.35;margin:1.75rem 0 .6rem}
h3{font-size:.95rem;margin:.9rem 0 .35rem}
.count{color:var(--soft);font-weight:400;font-size:.9rem}
.soft{color:var(--soft);font-size:.875rem}
.bad{color:var(--bad)}
.badge{display:inline-block;padding:.05rem .5rem;border-radius:.3rem;font-size:.8rem;font-weight:600;line-height:1.55;white-space:nowrap}
.badge.good{background:var(--good-fill);color:var(--good)}
.badge.bad{background:var(--bad-fill);color:var(--bad)}
.badge.warn{background:var(--warn-fill);color:var(--warn)}
.badge.calm{background:var(--calm-fill);color:var(--calm)}
.stage{margin:.5rem 0 .2rem}
.problem{padding:.6rem .9rem;margin-bottom:1rem;background:var(--bad-fill);color:var(--bad);border-radius:.4rem}
.facts{display:flex;flex-wrap:wrap;gap:.5rem 1.75rem;margin-top:.8rem}
dt{color:var(--soft);font-size:.85rem}
.headers dt{font-size:inherit}
.columns{display:grid;grid-template-columns:minmax(0,24rem) minmax(0,1fr);gap:0 2.5rem;align-items:start}
.next{padding:.7rem .9rem;background:var(--sheet);border:1px solid var(--line);border-left:4px solid var(--link);border-radius:.5rem}
.left{font-variant-numeric:tabular-nums;font-weight:600;white-space:nowrap}
.deadlines,.debts{display:grid;gap:.3rem;margin-top:.6rem;font-size:.9rem}
.actions{display:grid;gap:.45rem;justify-items:start}
button,select{font:inherit;font-size:.9rem;color:var(--ink);background:var(--sheet);border:1px solid var(--soft);border-radius:.45rem;padding:.35rem .8rem;min-height:2.25rem;max-width:100%}
button{cursor:pointer;text-align:left}
button:hover{border-color:var(--link)}
button[aria-busy=true]{opacity:.6}
.actions form:first-child button,button.main{background:var(--link);border-color:var(--link);color:var(--sheet);font-weight:600}
form.new{display:flex;flex-wrap:wrap;gap:.7rem 1.25rem;align-items:end;padding:1rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem}
form.new p{min-width:0;max-width:100%}
form.new label{display:block;color:var(--soft);font-size:.85rem}
#strays form{margin-top:.8rem}
.findings,.strays{display:grid;gap:.6rem}
.findings li{padding:.6rem .8rem;background:var(--sheet);border:1px solid var(--line);border-left:4px solid var(--bar-calm);border-radius:.5rem}
.findings li.error{border-left-color:var(--bar-bad)}
.findings li.warning{border-left-color:var(--warn)}
.timeline>li{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.1rem 1rem;padding:.55rem 0;border-top:1px solid var(--line)}
.timeline>li:first-child{border-top:0}
.timeline>li>time{color:var(--soft);font-size:.85rem;font-variant-numeric:tabular-nums;padding-top:.12rem}
.timeline>li.failed>div>p:first-child,.timeline>li.deadline>div>p:first-child{color:var(--bad)}
.timeline div>p:first-child::first-letter{text-transform:uppercase}
.found{margin-top:.25rem}
.raw{margin-top:.3rem}
.raw summary,.pane summary{cursor:pointer;color:var(--link);font-size:.875rem;width:max-content;max-width:100%}
.panes{display:grid;grid-template-columns:1fr;gap:.6rem;margin-top:.5rem}
.pane{min-width:0;background:var(--well);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
.pane-title{font-weight:600;font-size:.85rem;color:var(--soft)}
.headers{display:grid;gap:.1rem;margin:.4rem 0}
.headers div{display:flex;flex-wrap:wrap;gap:0 .6rem}
pre{white-space:pre-wrap;max-height:20rem;overflow:auto;padding:.5rem .6rem;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem;line-height:1.5}
table{border-collapse:collapse;width:100%;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;font-size:.95rem}
th,td{text-align:left;padding:.5rem .8rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th{white-space:nowrap;color:var(--soft);font-size:.85rem;font-weight:600}
tbody tr:last-child>*{border-bottom:0}
.scroll{overflow-x:auto;overflow-wrap:normal}
.scroll td{min-width:5.5rem}
dd time{font-size:.925rem}
.pages{display:flex;gap:1rem;justify-content:center;margin-top:.8rem}
footer{max-width:76rem;margin:0 auto;padding:1rem 1.25rem 2.5rem;color:var(--soft);font-size:.85rem;border-top:1px solid var(--line)}
@media (max-width:60rem){.columns{grid-template-columns:minmax(0,1fr)}}
@media (max-width:44rem){
main,footer{padding-left:.9rem;padding-right:.9rem}
.top{padding:.5rem .9rem;position:static}
h1{font-size:1.25rem}
.timeline>li{grid-template-columns:minmax(0,1fr)}
table,tbody,tr,th[scope=row],td{display:block;width:100%}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.scroll{overflow-wrap:anywhere}
tbody tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
tbody tr:last-child{border-bottom:0}
th[scope=row],td{border-bottom:0;padding:.15rem .8rem}
td::before{content:attr(data-label);display:inline-block;min-width:6.5rem;color:var(--soft);font-size:.85rem}
form.new p,form.new select,form.new button{width:100%}
.actions,.actions form,.actions button{width:100%}
}
`;

const theme = `:root{color-scheme:light;${properties(light)}}@media (prefers-color-scheme:dark){:root{color-scheme:dark;${properties(dark)}}}`;

export const style = theme + layout;
