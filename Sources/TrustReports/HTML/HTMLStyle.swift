/// How the page looks: light, dark and on paper.
enum HTMLStyle {
  static let text = """
    :root { color-scheme: light dark;
      --page: #ffffff; --soft: #f3f5f8; --line: #c3cad3; --text: #1a1f26; --faint: #4d5763;
      --link: #0b57a4; --focus: #0b57a4;
      --bad: #a3160f; --good: #1b6534; --open: #7a5200; --bad-soft: #fdeceb; --good-soft: #e8f5ec;
      --open-soft: #fff4dc;
      --stranded: #a3160f; --locked: #cf5a00; --unserved: #7650b5; --openword: #8d6f00;
      --behind: #2f73c0; --trusting: #2b8a57; --unaware: #6d7681; }
    @media (prefers-color-scheme: dark) { :root {
      --page: #13171c; --soft: #1d232b; --line: #414b57; --text: #e8ecf1; --faint: #b0bac5;
      --link: #8ec2ff; --focus: #8ec2ff;
      --bad: #ff9d95; --good: #82d8a0; --open: #f3c766; --bad-soft: #3a1b1a; --good-soft: #173021;
      --open-soft: #362a10;
      --stranded: #ef6a60; --locked: #f0924a; --unserved: #ab8ce6; --openword: #d3b23a;
      --behind: #6aa8ee; --trusting: #4fb97f; --unaware: #919ba6; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 1rem; }
    body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--page);
      color: var(--text); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
    h1 { font-size: 1.7rem; line-height: 1.25; margin: 0 0 .4rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.25rem; margin: 2.4rem 0 .8rem; padding-top: 1rem;
      border-top: 1px solid var(--line); }
    #verdict h2 { position: absolute; width: 1px; height: 1px; overflow: hidden;
      clip-path: inset(50%); margin: 0; }
    h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
    p, li, dd { overflow-wrap: anywhere; }
    a { color: var(--link); }
    :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
    code, pre { font: .9em/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
    pre { background: var(--soft); padding: .8rem; overflow-x: auto; }
    .question { margin: 0; font-size: 1.1rem; color: var(--faint); }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--page); padding: .5rem 1rem; z-index: 2; }
    nav ul { display: flex; flex-wrap: wrap; gap: 0 1.1rem; list-style: none; padding: 0;
      margin: 1rem 0; }
    nav a { display: inline-block; padding: .2rem 0; }
    .verdict { display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; margin: 1rem 0;
      padding: .9rem 1.1rem; border-radius: 8px; border-left: 8px solid; font-size: 1.1rem; }
    .verdict strong { font-size: 1.45rem; }
    .verdict span { flex: 1 1 24rem; color: var(--text); }
    .v-not-met { color: var(--bad); } .v-met { color: var(--good); }
    .v-depends, .v-warning { color: var(--open); }
    .verdict.v-fails { background: var(--bad-soft); }
    .verdict.v-passes { background: var(--good-soft); }
    .verdict.v-inconclusive { background: var(--open-soft); }
    .v { font-weight: 700; white-space: nowrap; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.4rem, 1fr));
      gap: .6rem; margin: 0 0 1.1rem; }
    .figures div { background: var(--soft); border-radius: 8px; padding: .7rem .9rem; }
    .figures dt { color: var(--faint); font-size: .93rem; }
    .figures dd { margin: 0; font-size: .93rem; }
    .figures b { display: block; font-size: 1.3rem; line-height: 1.3; overflow-wrap: anywhere; }
    .facts { display: grid; gap: .15rem; margin: 0; }
    .facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 0 .6rem; }
    .facts dt { color: var(--faint); overflow-wrap: anywhere; }
    .facts dd { margin: 0; }
    .wide { overflow-x: auto; margin: .6rem 0 1rem; }
    .strong td { background: var(--soft); font-weight: 600; }
    table { border-collapse: collapse; width: 100%; font-size: .93rem; }
    caption { text-align: left; color: var(--faint); padding: .2rem 0; }
    th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0;
      border-bottom: 1px solid var(--line); }
    th { white-space: nowrap; font-weight: 600; }
    td { overflow-wrap: break-word; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    .note, figcaption, footer { color: var(--faint); font-size: .93rem; }
    figure { margin: .6rem 0; }
    svg { display: block; width: 100%; height: auto; }
    svg text { fill: var(--text); font-size: 13px; }
    .grid { stroke: var(--line); }
    .step { stroke: var(--text); stroke-width: 1; stroke-dasharray: 2 3; }
    .registered { fill: none; stroke: var(--text); stroke-width: 2.5; }
    .refused { fill: none; stroke: var(--text); stroke-width: 2; stroke-dasharray: 8 4; }
    .halo { fill: none; stroke: var(--page); stroke-width: 6; opacity: .75; }
    .hatch { fill: var(--page); opacity: .28; }
    .a { stroke: var(--page); stroke-width: 1; }
    .a-stranded { fill: var(--stranded); } .a-locked { fill: var(--locked); }
    .a-unserved { fill: var(--unserved); } .a-open { fill: var(--openword); }
    .a-behind { fill: var(--behind); } .a-trusting { fill: var(--trusting); }
    .a-unaware { fill: var(--unaware); }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.4rem; list-style: none; padding: 0;
      margin: .4rem 0; }
    .key, .w::before { display: inline-block; width: .8em; height: .8em; margin-right: .4em;
      border-radius: 2px; background: var(--unaware); content: ""; }
    .k-stranded, .w-stranded::before { background: var(--stranded); }
    .k-locked, .w-locked::before { background: var(--locked); }
    .k-unserved, .w-unserved::before { background: var(--unserved); }
    .k-open, .w-open::before { background: var(--openword); }
    .k-behind, .w-behind::before { background: var(--behind); }
    .k-trusting, .w-trusting::before { background: var(--trusting); }
    .k-refused { height: 0; border-top: 2px dashed var(--text); vertical-align: middle; }
    .k-registered { background: var(--text); height: 3px; vertical-align: middle; }
    .w, .t { white-space: nowrap; }
    .box { fill: var(--soft); stroke: var(--line); }
    .box.bad { stroke: var(--stranded); stroke-width: 2.5; }
    .name, .column { font-weight: 600; }
    .link { fill: none; stroke: var(--text); stroke-width: 1.6; }
    .link.later { stroke: var(--faint); stroke-width: 1.2; stroke-dasharray: 5 4; }
    form { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: end; margin: .6rem 0; }
    label { display: grid; gap: .15rem; font-size: .93rem; color: var(--faint); }
    input, select, button { font: inherit; color: var(--text); background: var(--page);
      border: 1px solid var(--faint); border-radius: 5px; padding: .3rem .6rem; min-height: 2.2rem;
      max-width: 18rem; }
    button { cursor: pointer; }
    .list { height: 26rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px; }
    .list table { table-layout: fixed; min-width: 72rem; }
    .list th { position: sticky; top: 0; background: var(--soft); padding-left: .6rem; z-index: 1; }
    .list th:nth-child(1) { width: 9.75rem; } .list th:nth-child(2) { width: 6.3rem; }
    .list th:nth-child(3) { width: 17rem; } .list th:nth-child(4) { width: 11rem; }
    .list th:nth-child(6) { width: 11.5rem; }
    .list td { height: 36px; padding: 0 .6rem; white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis; vertical-align: middle; }
    .list td.gap { padding: 0; border: 0; height: auto; }
    .list button { border: 0; background: none; padding: 0; min-height: 28px; color: var(--link);
      text-decoration: underline; font-family: ui-monospace, Menlo, Consolas, monospace; }
    dialog { max-width: 46rem; width: calc(100% - 2rem); color: var(--text); background: var(--page);
      border: 1px solid var(--line); border-radius: 8px; padding: 1.2rem 1.4rem; }
    dialog::backdrop { background: rgb(0 0 0 / .5); }
    dialog h2 { margin: 0 0 .4rem; padding: 0; border: 0; }
    .decisive { border-left: 4px solid var(--bad); padding-left: .6rem; margin-left: -.9rem; }
    summary { cursor: pointer; padding: .3rem 0; }
    footer { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: .6rem; }
    @media (max-width: 44rem) {
      body { padding: 1rem; }
      .facts div { grid-template-columns: 1fr; }
      .wide table { min-width: 42rem; }
      .wide svg { min-width: 44rem; }
      .verdict { padding: .8rem; } }
    @media print {
      :root { --page: #fff; --text: #000; --faint: #333; }
      html { font-size: 10pt; }
      body { max-width: none; padding: 0; }
      nav, form, .skip, #phones { display: none; }
      .wide { overflow: visible; }
      .figures div, .strong td { background: none; }
      .figures { grid-template-columns: repeat(5, 1fr); }
      .figures div { border: 1px solid #999; padding: .5rem .6rem; }
      .figures b { font-size: 12pt; }
      table { font-size: 8.5pt; }
      th { white-space: normal; }
      td { overflow-wrap: anywhere; }
      tr, figure, li { break-inside: avoid; }
      h2 { break-after: avoid; }
      a { color: inherit; text-decoration: none; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }

    """
}
