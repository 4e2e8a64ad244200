/** Style sheet of the report, light and dark. */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: #1d2129; --quiet: #5c6470; --paper: #fbfbf9; --line: #d5d8dd; --band: #2e9e5b22;
  --c0: #3b6fd4; --c1: #d4622b; --c2: #1f9d78; --c3: #a04cc8; --c4: #b08a00; --c5: #c2376b;
  --good: #17703f; --fair: #8a6500; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --quiet: #a2a9b4; --paper: #15171b; --line: #3a3f47;
  --band: #5fd38d2b; --c0: #7ba5ff; --c1: #ff9a66; --c2: #5fd3ae; --c3: #cf94f0; --c4: #e0bd4a; --c5: #f183ab;
  --good: #6fd79b; --fair: #e3bf5b; --bad: #ff8f86; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1180px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font-size: 26px; margin: 0 0 8px; } h2 { font-size: 19px; margin: 36px 0 10px; }
.legend { list-style: none; padding: 0; display: grid; gap: 4px; } .legend li::before { content: '■ '; }
.s0 { color: var(--c0); } .s1 { color: var(--c1); } .s2 { color: var(--c2); } .s3 { color: var(--c3); }
.s4 { color: var(--c4); } .s5 { color: var(--c5); } .legend li { color: inherit; }
.legend .s0::before { color: var(--c0); } .legend .s1::before { color: var(--c1); } .legend .s2::before { color: var(--c2); }
section { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: 14px; }
th, td { text-align: left; padding: 4px 10px 4px 0; border-bottom: 1px solid var(--line); font-weight: normal; vertical-align: top; }
thead th { font-weight: 600; } .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.in-range { color: var(--good); } .like-the-simulator { color: var(--fair); } .outside { color: var(--bad); font-weight: 600; }
.note { color: var(--quiet); font-size: 13px; } .note span { margin-right: 10px; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: 14px 18px; }
figure { margin: 0; } figcaption { font-size: 13px; color: var(--quiet); } svg { width: 100%; height: auto; display: block; }
svg text { font: 10px system-ui, sans-serif; fill: var(--quiet); } .tick { stroke: var(--line); stroke-width: 1; }
.band { fill: var(--band); } .area { fill: currentColor; fill-opacity: 0.16; stroke: currentColor; stroke-width: 1.4; }
.line { fill: none; stroke: currentColor; stroke-width: 1.2; } .dot { fill: currentColor; fill-opacity: 0.55; }
details { margin-top: 12px; } li { margin: 2px 0; } q { font-style: italic; } code { font-size: 13px; }
`;
