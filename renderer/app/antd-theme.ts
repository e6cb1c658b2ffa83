// Our tokens in the terms of Ant Design; tokens.css holds the same values for everything else.
import type { ThemeConfig } from 'antd';

export const antdTheme: ThemeConfig = {
  // One set of class names is enough, and it keeps the style sheet that is made at run time small.
  hashed: false,
  token: {
    colorPrimary: '#0b6e69',
    colorInfo: '#0b6e69',
    colorSuccess: '#16794c',
    colorWarning: '#8a5000',
    colorError: '#b3261e',
    colorTextBase: '#14202b',
    colorTextSecondary: '#4a5865',
    colorTextTertiary: '#5c6a77',
    colorTextPlaceholder: '#5c6a77',
    colorBgLayout: '#f3f5f7',
    colorBorder: '#c3ccd5',
    colorBorderSecondary: '#e3e8ed',
    fontFamily: 'var(--font)',
    fontSize: 16,
    fontSizeSM: 14,
    borderRadius: 11,
    borderRadiusLG: 14,
    controlHeight: 48,
    controlHeightSM: 40,
    motionDurationFast: '0.12s',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.16s',
  },
};
