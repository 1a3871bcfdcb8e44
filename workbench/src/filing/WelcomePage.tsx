import { Link } from 'react-router';
import { useI18n } from '../i18n';

/** The front door for the public. */
export function WelcomePage() {
  const { t } = useI18n();
  return (
    <section className="welcome">
      <h1>{t('welcome.title')}</h1>
      <p>{t('welcome.text')}</p>
      <Link to="/apply" className="big-link primary">
        <b>{t('nav.apply')}</b>
        <span>{t('welcome.apply')}</span>
      </Link>
      <Link to="/my-case" className="big-link">
        <b>{t('nav.myCase')}</b>
        <span>{t('welcome.myCase')}</span>
      </Link>
      <Link to="/tip" className="big-link">
        <b>{t('welcome.tip')}</b>
        <span>{t('welcome.tipText')}</span>
      </Link>
      <Link to="/calculate" className="big-link">
        <b>{t('nav.amounts')}</b>
        <span>{t('welcome.amounts')}</span>
      </Link>
      <Link to="/awards" className="big-link">
        <b>{t('awards.title')}</b>
        <span>{t('welcome.awards')}</span>
      </Link>
      <h2>{t('welcome.prepare')}</h2>
      <ul>
        <li>{t('welcome.prepare.id')}</li>
        <li>{t('welcome.prepare.employer')}</li>
        <li>{t('welcome.prepare.evidence')}</li>
      </ul>
      <p className="muted">
        <Link to="/sign-in">{t('welcome.officer')}</Link>
      </p>
    </section>
  );
}
