import type { ProcedureEdge, ProcedureGraph } from '../api/types';
import { useI18n } from '../i18n';
import { layOut, nodeHeight, nodeWidth, type PlacedEdge } from './procedureLayout';

const lineLength = 11;
// A long procedure shrinks to the page as far as it stays readable, then scrolls.
const smallestScale = 0.75;

const wordsLength = 24;
const mostLines = 3;

/** Splits a name over the lines of its box: Chinese, which breaks anywhere, over two, words over three. */
function lines(name: string, sign: string): string[] {
  if (!/[\u3400-\u9fff]/.test(name)) return wordLines(sign + name);
  if (name.length <= lineLength) return [sign + name];
  const second = name.slice(lineLength);
  return [sign + name.slice(0, lineLength), second.length > lineLength ? `${second.slice(0, lineLength - 1)}…` : second];
}

function wordLines(name: string): string[] {
  const made: string[] = [];
  for (const word of name.split(' ')) {
    const last = made.at(-1);
    if (last !== undefined && last.length + word.length < wordsLength) made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  return made.length <= mostLines ? made : [...made.slice(0, mostLines - 1), `${made[mostLines - 1]}…`];
}

/** What stands on each line: outcomes that lead the same way share one. */
function labelsOf(edges: PlacedEdge[], pick: (edge: ProcedureEdge) => string) {
  const labels = new Map<string, PlacedEdge & { words: string[] }>();
  for (const edge of edges) {
    if (!edge.zh) continue;
    const label = labels.get(edge.path) ?? { ...edge, words: [] };
    if (!label.words.includes(pick(edge))) label.words.push(pick(edge));
    labels.set(edge.path, label);
  }
  return [...labels.values()];
}

/** Exceptions wait all the time beside the steps: what is to be done next is elsewhere. */
const atAnyMoment = 'LaborFlow.CaseExceptions';

/** A long procedure opens where the case stands. */
function scrollToCurrent(scroll: HTMLElement | null) {
  const current =
    scroll?.querySelector(`[data-state="current"]:not([data-type="${atAnyMoment}"])`) ??
    [...(scroll?.querySelectorAll('[data-state="done"]') ?? [])].pop();
  if (!scroll || !current) return;
  const [box, node] = [scroll.getBoundingClientRect(), current.getBoundingClientRect()];
  scroll.scrollTo({
    left: scroll.scrollLeft + node.left - box.left - (box.width - node.width) / 2,
    top: scroll.scrollTop + node.top - box.top - (box.height - node.height) / 2,
  });
}

/** The procedure as it was drawn, with the path taken. States are told by shape and word as well as by blue. */
export function ProcedurePicture({ graph }: { graph: ProcedureGraph }) {
  const { t, pick, say, language } = useI18n();
  if (graph.nodes.length === 0) return <p className="muted">{t('procedure.none')}</p>;
  const picture = layOut(graph);
  const current = graph.nodes.filter((node) => node.state === 'current').map((node) => say(node.name));
  return (
    <figure className="procedure">
      <div className="procedure-scroll" ref={scrollToCurrent} tabIndex={0} role="group" aria-label={t('procedure.title')}>
        <svg
          style={{ width: '100%', maxWidth: picture.width, minWidth: Math.round(picture.width * smallestScale) }}
          viewBox={`0 0 ${picture.width} ${picture.height}`}
          role="img"
          aria-label={t('procedure.at', { step: current.join(t('text.comma')) || '—' })}
        >
          <defs>
            {(['taken', 'open'] as const).map((name) => (
              <marker key={name} id={`arrow-${name}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
                <path d="M0 0 L8 4 L0 8 z" className={`arrow-${name}`} />
              </marker>
            ))}
          </defs>
          {picture.edges.map((edge, index) => (
            <g key={index} className={edge.taken ? 'edge taken' : 'edge'}>
              <path d={edge.path} markerEnd={`url(#arrow-${edge.taken ? 'taken' : 'open'})`} />
            </g>
          ))}
          {labelsOf(picture.edges, pick).map((label) => (
            <text key={label.path} className="edge-label" x={label.labelX} y={label.labelY} textAnchor="middle">
              {label.words.join(t('text.comma'))}
            </text>
          ))}
          {picture.nodes.map((node) => (
            <g
              key={node.id}
              data-state={node.state}
              data-type={node.type}
              className={`node ${node.state}`}
              transform={`translate(${node.left} ${node.top})`}
            >
              <title>{say(node.name) + t('text.paren', { text: t(`procedure.${node.state}`) })}</title>
              <rect width={nodeWidth} height={nodeHeight} rx="4" />
              {lines(say(node.name), node.state === 'done' ? '✓ ' : '').map((line, index, all) => (
                <text
                  key={index}
                  className={language === 'en' ? 'words' : undefined}
                  x={nodeWidth / 2}
                  y={nodeHeight / 2 + 5 + (index - (all.length - 1) / 2) * (all.length > 2 ? 15 : 17)}
                  textAnchor="middle"
                >
                  {line}
                </text>
              ))}
            </g>
          ))}
        </svg>
      </div>
      <figcaption>
        {(['done', 'current', 'pending', 'skipped'] as const).map((state) => (
          <span key={state} className={`legend ${state}`}>
            {t(`procedure.${state}`)}
          </span>
        ))}
        {graph.version !== undefined && <span className="muted">{t('procedure.version', { version: graph.version })}</span>}
      </figcaption>
    </figure>
  );
}
