import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef } from 'react';
import { echarts } from './echarts';

interface Props {
  option: EChartsCoreOption;
  height: number;
  /** Read out in place of the picture. */
  label: string;
  /** A bar was pressed: its place in the data. */
  press?: (index: number, series: number) => void;
}

/** A chart that follows the width of its place. The numbers behind it always stand in a table too. */
export function Chart({ option, height, label, press }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const pressed = useRef(press);
  useEffect(() => {
    pressed.current = press;
  }, [press]);

  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const chart = echarts.init(element, undefined, { renderer: 'svg' });
    chart.setOption({ animation: false, textStyle: { fontFamily: getComputedStyle(element).fontFamily }, ...option });
    chart.on('click', (event) => pressed.current?.(event.dataIndex, event.seriesIndex ?? 0));
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option]);

  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
