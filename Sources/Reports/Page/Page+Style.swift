extension Page {
  /// The page around its charts, in the charts' own colours. 880 px is the width that wide charts are drawn for, and prose
  /// stays at a width that is easy to read.
  static let style: StaticString = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--paper);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif}
    header,main{max-width:912px;margin:0 auto;padding:0 16px}
    header{padding-top:40px}main{padding-bottom:64px}
    h1{font-size:30px;line-height:1.2;margin:0 0 12px;text-wrap:balance}
    h2{font-size:21px;line-height:1.3;margin:0 0 8px;text-wrap:balance}
    h3{font-size:16px;margin:24px 0 8px}
    h1,h2,p,li,dd{overflow-wrap:anywhere}
    p,ul.plain,dl{max-width:44em;margin:0 0 12px}
    p.lead{font-size:19px;line-height:1.45}
    p.note{color:var(--muted);font-size:14px}
    section{padding-top:44px}
    section>.ch,section>.two{margin-top:24px}.ch+p{margin-top:14px}
    a{color:var(--c0)}
    nav ul{display:flex;flex-wrap:wrap;gap:2px 18px;list-style:none;margin:20px 0 0;padding:10px 0;font-size:14px;
    border:solid var(--grid);border-width:1px 0}
    ul.plain{padding-left:1.2em}
    dt{color:var(--muted);font-size:14px}dd{margin:0 0 8px}
    pre{background:var(--grid);padding:12px 14px;border-radius:6px;margin:8px 0 16px;white-space:pre-wrap;
    overflow-wrap:anywhere;font-size:14px}
    code,pre{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .ch th,.ch td{padding:.25em .5em}
    .ch svg.sw{vertical-align:-.05em;margin-right:.15em}
    .two{display:grid;gap:0 24px}
    @media(min-width:860px){.two{grid-template-columns:1fr 1fr;grid-auto-rows:auto}
    .two>.ch{display:grid;grid-row:span 2;grid-template-rows:subgrid}}
    @media(max-width:859px){.two>.ch+.ch{margin-top:24px}header{padding-top:24px}h1{font-size:25px}p.lead{font-size:17px}}
    .ch th button{all:unset;cursor:pointer}.ch th button:focus-visible{outline:2px solid var(--c0)}
    .ch th[aria-sort] button{color:var(--ink)}
    .ch th[aria-sort=ascending] button::after{content:" \\2191"}
    .ch th[aria-sort=descending] button::after{content:" \\2193"}
    #tip{position:fixed;z-index:9;pointer-events:none;background:var(--ink);color:var(--paper);padding:4px 8px;
    border-radius:4px;font-size:13px;max-width:260px}

    """
}
