import { parts } from "./parts-style.js";
import { theme } from "./theme.js";

const layout = `
*,*::before,*::after{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:4.5rem;-webkit-text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace;font-size:.875em}
h1,h2,h3,p,dl,dd,ul,ol,pre{margin:0;padding:0}
ul,ol{list-style:none}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-4rem;z-index:3;background:var(--sheet);padding:.5rem .9rem;border-radius:.4rem}
.skip:focus{top:.5rem}
.top{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;align-items:center;gap:.4rem 1.25rem;padding:.6rem max(1.25rem,calc((100% - 72rem)/2 + 1.25rem));background:var(--sheet);border-bottom:1px solid var(--line)}
.brand{font-weight:700;letter-spacing:-.01em}
.top nav{margin-right:auto}
.top nav ul{display:flex;flex-wrap:wrap;gap:.1rem 1rem}
.top nav a{display:inline-block;padding:.15rem 0;color:var(--soft);text-decoration:none}
.top nav a:hover{color:var(--link);text-decoration:underline}
main{max-width:72rem;margin:0 auto;padding:0 1.25rem 3rem}
main:focus{outline:none}
main>section{margin-top:2.75rem}
main>section.overview{margin-top:2.25rem}
h2{font-size:1.35rem;line-height:1.3;letter-spacing:-.01em;margin-bottom:.75rem}
h3{font-size:1rem;line-height:1.4}
footer{max-width:72rem;margin:0 auto;padding:1.5rem 1.25rem 3rem;color:var(--soft);font-size:.875rem}
@media (max-width:40rem){html{scroll-padding-top:1rem}.top{position:static;padding:.6rem .9rem}main{padding:0 .9rem 2rem}.top nav{flex-basis:100%}}
@media print{.top,.toolbar,.skip,.copy{display:none}body{background:none}}
`;

export const style = [theme, layout, parts].join("").replaceAll("\n", "");
