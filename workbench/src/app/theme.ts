import type { ThemeConfig } from 'antd';

/** One blue on white; secondary texts are darkened until they reach 4.5:1, which Ant Design's own greys do not. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b57d0',
    colorLink: '#0b57d0',
    // Ant Design lightens what is hovered and fades what loads, below 4.5:1.
    colorPrimaryHover: '#0a4bb5',
    colorPrimaryActive: '#083d94',
    colorLinkHover: '#0a4bb5',
    colorLinkActive: '#083d94',
    opacityLoading: 1,
    colorError: '#c5221f',
    colorErrorHover: '#a31515',
    colorTextSecondary: '#4a5160',
    colorTextTertiary: '#5f6673',
    colorTextDescription: '#5f6673',
    colorTextPlaceholder: '#5f6673',
    colorBorder: '#c4c9d2',
    colorBorderSecondary: '#e3e6eb',
    colorBgLayout: '#ffffff',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: 'system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    // What moves while it leaves stands still in a window that lies behind another: a button would go on saying that it is busy.
    motion: false,
  },
  components: {
    Table: { cellPaddingBlockSM: 7, cellPaddingInlineSM: 8, headerBg: '#f5f7fa', headerColor: '#3c4350' },
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px' },
    Descriptions: { itemPaddingBottom: 6 },
  },
};
