export const parts = `
.eyebrow{color:var(--soft);font-size:.9rem}
h1{font-size:clamp(2.2rem,6vw,3.4rem);line-height:1.12;letter-spacing:-.025em;font-weight:750}
h1::first-letter{text-transform:uppercase}
h1.good,.counts .good dd{color:var(--good)}
h1.bad,.counts .bad dd,.bad.line{color:var(--bad)}
h1.warn,.counts .warn dd{color:var(--warn)}
.counts .calm dd{color:var(--soft)}
.lead{margin-top:.5rem;font-size:1.1rem}
.notices{margin-top:1rem;display:grid;gap:.4rem}
.notices li{padding:.55rem .85rem;background:var(--warn-fill);color:var(--warn);border-radius:.4rem}
.bar{display:block;width:100%;height:.6rem;margin:1.4rem 0 1rem;border-radius:.3rem;overflow:hidden}
.bar .good{fill:var(--bar-good)}.bar .bad{fill:var(--bar-bad)}.bar .calm{fill:var(--bar-calm)}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(6rem,1fr));gap:.9rem 1rem}
.counts dt,.facts dt,.settings dt,.values dt{color:var(--soft);font-size:.85rem}
.counts dd{font-size:1.75rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums}
.facts{display:flex;flex-wrap:wrap;gap:.6rem 2rem;margin-top:1.4rem;padding-top:1rem;border-top:1px solid var(--line)}
.hint,.empty,.proves,.where,.took,.rule-title{color:var(--soft);font-size:.9rem}
.hint{margin:-.5rem 0 1rem}
.badge{display:inline-block;padding:.05rem .5rem;border-radius:.3rem;font-size:.8rem;font-weight:600;line-height:1.55;white-space:nowrap}
.badge.good{background:var(--good-fill);color:var(--good)}
.badge.bad{background:var(--bad-fill);color:var(--bad)}
.badge.warn{background:var(--warn-fill);color:var(--warn)}
.badge.calm{background:var(--calm-fill);color:var(--calm)}
.count{color:var(--soft);font-size:.9rem;font-weight:400;font-variant-numeric:tabular-nums}
.card{background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.15rem;margin-bottom:.9rem}
.card.error{border-left:4px solid var(--bar-bad)}
.card.warning{border-left:4px solid var(--warn)}
.card header{display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .7rem}
.card h3 code{font-size:1rem;font-weight:650}
.card .hurt{color:var(--bad);font-weight:600;font-size:.9rem}
.card .count{margin-left:auto}
.card .rule-title{margin-top:.15rem}
.entries{display:grid;gap:.9rem;margin-top:.8rem}
.entries>li{padding-top:.8rem;border-top:1px solid var(--line)}
.inside>.entries{margin-top:0}
.inside>.entries>li:first-child{border-top:0;padding-top:0}
.said{max-width:60rem}
.said code{background:var(--calm-fill);border-radius:.25rem;padding:.05rem .3rem}
.values{display:flex;flex-wrap:wrap;gap:.4rem 1.75rem;margin-top:.45rem}
.values .got code{color:var(--bad)}
.where{margin-top:.35rem}
details>summary{cursor:pointer}
.card details{margin-top:.8rem}
.card details>summary{color:var(--link);font-size:.9rem}
.card details p{margin-top:.4rem;max-width:60rem}
.choice{display:inline-flex;border:1px solid var(--line);border-radius:.45rem;padding:0;margin:0;background:var(--well)}
.choice label{position:relative;cursor:pointer;font-size:.875rem}
.choice input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
.choice label>*:last-child{display:block;padding:.22rem .7rem;border-radius:.4rem;color:var(--soft)}
.choice input:checked+*{background:var(--sheet);color:var(--ink);box-shadow:inset 0 0 0 1px var(--soft);font-weight:600}
.choice input:focus-visible+*{outline:2px solid var(--link);outline-offset:1px}
.toolbar{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem .9rem;margin-bottom:1rem}
.toolbar[hidden]{display:none}
.search{display:flex;align-items:center;gap:.5rem;font-size:.875rem;color:var(--soft)}
.search input{font:inherit;color:var(--ink);background:var(--sheet);border:1px solid var(--soft);border-radius:.45rem;padding:.25rem .6rem;width:13rem;max-width:100%}
button{font:inherit;font-size:.875rem;color:var(--ink);background:var(--sheet);border:1px solid var(--line);border-radius:.45rem;padding:.22rem .7rem;cursor:pointer}
button:hover{border-color:var(--soft)}
.check{display:inline-flex;gap:.4rem;align-items:center;font-size:.875rem}
.suite{margin-bottom:1.4rem}
.suite[hidden],.case[hidden]{display:none}
.suite h3{margin-bottom:.4rem}
.case{background:var(--sheet);border:1px solid var(--line);border-bottom-width:0}
.suite h3+.case,.case[hidden]+.case{border-top-left-radius:.6rem;border-top-right-radius:.6rem}
.case:last-child{border-bottom-width:1px;border-bottom-left-radius:.6rem;border-bottom-right-radius:.6rem}
.case>summary{display:flex;flex-wrap:wrap;align-items:baseline;gap:.2rem .8rem;padding:.55rem .95rem;list-style:none}
.case>summary::-webkit-details-marker{display:none}
.case>summary::before{content:"";flex:none;width:.45rem;height:.45rem;border:solid var(--soft);border-width:0 2px 2px 0;transform:rotate(-45deg) translate(-.05rem,-.1rem)}
.case[open]>summary::before{transform:rotate(45deg) translate(-.1rem,-.1rem)}
.case>summary:hover{background:var(--well)}
.case .name{flex:1 1 16rem}
.case .name code{margin-right:.5rem}
.case .name span{color:var(--soft)}
.took{font-variant-numeric:tabular-nums}
.inside{padding:.3rem .95rem 1.1rem;border-top:1px solid var(--line);display:grid;gap:.9rem}
.inside>*{min-width:0}
.reason{color:var(--warn)}
.timeline{display:grid;gap:1.3rem;border-left:2px solid var(--line);padding-left:1.1rem;margin-left:.3rem}
.attempt{position:relative;min-width:0}
.attempt::before{content:"";position:absolute;left:-1.48rem;top:.55rem;width:.65rem;height:.65rem;border-radius:50%;background:var(--sheet);border:2px solid var(--soft)}
.when{display:flex;flex-wrap:wrap;gap:.2rem .8rem;align-items:baseline;font-size:.9rem}
.offset{font-variant-numeric:tabular-nums;font-weight:600}
.strip{display:block;width:100%;height:.3rem;margin:.4rem 0 .6rem;background:var(--calm-fill);border-radius:.15rem}
.strip rect{fill:var(--link)}
.panes{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
@media (max-width:52rem){.panes{grid-template-columns:1fr}}
.pane{min-width:0;background:var(--well);border:1px solid var(--line);border-radius:.5rem;padding:.6rem .8rem}
.pane-title{font-size:.85rem;font-weight:600;color:var(--soft)}
.line{margin:.15rem 0 .3rem}
.headers{margin:.3rem 0;font-size:.9rem}
.headers summary{color:var(--link)}
.headers dl{display:grid;gap:.15rem;margin-top:.3rem}
.headers dl div{display:flex;flex-wrap:wrap;gap:0 .8rem}
.body{white-space:pre-wrap;max-height:22rem;overflow:auto;padding:.5rem .6rem;background:var(--sheet);border:1px solid var(--line);border-radius:.4rem;line-height:1.5}
.platform{margin-top:.5rem}
.platform .why{display:block;color:var(--soft);font-size:.9rem}
.command{display:flex;flex-wrap:wrap;align-items:center;gap:.6rem;margin-top:.25rem;padding:.5rem .7rem;background:var(--well);border:1px solid var(--line);border-radius:.4rem}
.command code{flex:1 1 18rem}
.plain{display:grid;gap:.4rem}
.plain p{padding:.3rem 0 .3rem 1.2rem;color:var(--soft)}
.scroll{overflow-x:auto;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;padding:.45rem .95rem;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
thead th{white-space:nowrap;color:var(--soft);font-size:.85rem;font-weight:600}
tbody th{font-variant-numeric:tabular-nums}
.settings{display:grid;gap:.3rem;background:var(--sheet);border:1px solid var(--line);border-radius:.6rem;padding:.8rem .95rem}
.settings div{display:grid;grid-template-columns:minmax(8rem,18rem) 1fr;gap:0 1rem}
@media (max-width:40rem){.took{margin-left:auto}.case .name{order:1;flex-basis:100%}.case .name code{display:block}.settings div{grid-template-columns:1fr}.search,.search input{width:100%}.search{flex-wrap:wrap}}
`;
