"""The names of sections in other languages than English; a heading has to be spelt just so."""

from bot.model.call import Section
from bot.reading.vocabulary.notation import listed

HEADINGS_ABROAD: dict[Section, tuple[str, ...]] = {
    Section.NEWS: listed("""
# German
neu|neues|neuigkeiten|neuerungen|nachrichten|aktuelles|erledigt|fertig|abgeschlossen|letzte woche|gestern
|erfolge|highlights der woche|was gibt's neues|was gibt es neues|getan|gemacht
# French
nouvelles|nouveautés|nouveau|actualités|quoi de neuf|fait|faits|terminé|terminés|réalisé|réalisations
|accompli|la semaine dernière|semaine dernière|hier|points forts
# Spanish
noticias|novedades|nuevo|qué hay de nuevo|hecho|hechos|terminado|completado|finalizado|logros
|la semana pasada|semana pasada|ayer|destacado|lo más destacado
# Italian
notizie|novità|nuovo|cosa c'è di nuovo|fatto|fatti|completato|completati|terminato|risultati
|la settimana scorsa|settimana scorsa|ieri|in evidenza
# Portuguese
notícias|novidades|novo|o que há de novo|feito|feitos|concluído|concluídos|completado|terminado|realizações
|semana passada|na semana passada|ontem|destaques
# Dutch
nieuws|nieuw|wat is er nieuw|gedaan|klaar|afgerond|voltooid|afgelopen week|vorige week|gisteren|hoogtepunten
|resultaten
# Russian
новости|новое|что нового|сделано|готово|завершено|выполнено|результаты|достижения|прошлая неделя
|на прошлой неделе|вчера
# Japanese
ニュース|お知らせ|新着|新着情報|最新情報|完了|完了事項|済み|先週|昨日|報告|報告事項|成果|トピックス
|やったこと
# Chinese
新闻|消息|动态|最新动态|新消息|新进展|进展|已完成|完成|上周|上周工作|昨天|本周亮点|亮点|新聞|上週|已完成事项
|已完成工作
# Korean
소식|새 소식|새소식|뉴스|공지|완료|완료 사항|완료사항|한 일|지난주|지난 주|어제|성과|주요 소식|업데이트
"""),
    Section.ONGOING: listed("""
# German
laufend|laufendes|laufende arbeiten|in arbeit|in bearbeitung|offen|offene punkte|aktuell|derzeit|diese woche
|nächste woche|heute|geplant|pläne|nächste schritte|ausblick|weiterhin|in vorbereitung
# French
en cours|travaux en cours|en attente|à faire|à venir|prévu|cette semaine|la semaine prochaine
|semaine prochaine|aujourd'hui|prochaines étapes|points ouverts|activités en cours|plans
# Spanish
en curso|en progreso|en marcha|en proceso|pendiente|pendientes|por hacer|esta semana|la próxima semana
|próxima semana|hoy|próximos pasos|planes|trabajo en curso|en desarrollo
# Italian
in corso|in lavorazione|lavori in corso|in sospeso|da fare|questa settimana|la prossima settimana
|prossima settimana|oggi|prossimi passi|piani|attività in corso|in attesa
# Portuguese
em andamento|em curso|em progresso|pendente|pendentes|por fazer|a fazer|esta semana|próxima semana
|na próxima semana|hoje|próximos passos|planos|trabalho em curso|em desenvolvimento
# Dutch
lopend|lopende zaken|bezig|mee bezig|in uitvoering|onderhanden|in behandeling|te doen|nog te doen|deze week
|volgende week|vandaag|volgende stappen|plannen|openstaand
# Russian
в работе|текущее|текущие задачи|текущая работа|в процессе|в ожидании|планы|план|на этой неделе|эта неделя
|следующая неделя|сегодня|дальнейшие шаги|продолжается|открытые вопросы
# Japanese
進行中|継続|継続中|作業中|対応中|実施中|予定|今後の予定|今週|今週の予定|来週|来週の予定|今日|本日|保留
|やること|次にやること|継続事項
# Chinese
进行中|正在进行|进行中的工作|本周|本周计划|本周工作|下周|下周计划|今天|计划|待办|待办事项|处理中|后续|下一步
|進行中|本週|下週|持续进行
# Korean
진행 중|진행중|진행 사항|진행사항|진행 중인 일|이번 주|이번주|다음 주|다음주|오늘|예정|예정 사항|할 일|계획
|대기 중|보류
"""),
    Section.EMERGENCIES: listed("""
# German
notfälle|notfall|störungen|ausfälle|vorfälle|zwischenfälle|sicherheitslücken|schwachstellen
|sicherheitsvorfälle|dringend|dringendes|notfälle/schwachstellen
# French
urgences|urgence|urgent|incidents|pannes|vulnérabilités|failles|alertes|incidents de sécurité
|problèmes urgents
# Spanish
emergencias|emergencia|urgencias|urgente|urgentes|incidentes|incidencias|vulnerabilidades|caídas
|fallos críticos|alertas
# Italian
emergenze|emergenza|urgenze|urgente|urgenti|incidenti|vulnerabilità|guasti|interruzioni|allarmi
|incidenti di sicurezza
# Portuguese
emergências|emergência|emergencias|urgências|urgente|urgentes|incidentes|vulnerabilidades|falhas
|interrupções|alertas
# Dutch
noodgevallen|noodgeval|spoed|spoedgevallen|dringend|incidenten|storingen|kwetsbaarheden|calamiteiten|uitval
|beveiligingsincidenten
# Russian
аварии|авария|чрезвычайные ситуации|чп|срочно|срочное|инциденты|сбои|уязвимости|происшествия|экстренное
# Japanese
緊急|緊急事項|緊急事態|緊急連絡|障害|障害情報|障害報告|インシデント|脆弱性|至急|トラブル|事故
# Chinese
紧急|紧急情况|紧急事件|紧急事项|故障|事故|漏洞|安全漏洞|安全事件|中断|緊急|緊急情況|突发事件
# Korean
긴급|긴급 사항|긴급사항|긴급 상황|긴급상황|비상|장애|장애 사항|사고|취약점|보안 사고|인시던트
"""),
}
TROUBLES_ABROAD = listed("""
probleme|problèmes|problemas|problemi|problemen|проблемы|問題|课题|課題|问题|문제|문제점|이슈
""")
