"""What says that there is nothing, in other languages than English: whole clauses, found as they stand."""

from bot.reading.vocabulary.notation import listed

NOTHING_ABROAD = listed("""
# German
keine|keins|keiner|nichts|nix|nein|entfällt|nichts neues|nichts zu berichten|nichts zu melden
|keine neuigkeiten|keine meldungen|nichts besonderes|keine besonderheiten|keine besonderen vorkommnisse
|keine bekannt|nicht dass ich wüsste|zurzeit keine|derzeit keine|aktuell keine|momentan keine|bisher keine
|bislang keine|nichts dergleichen|gar nichts|keine neuen|nichts weiter|von mir nichts|von uns nichts
|bei uns nichts neues|kein bericht
# French
aucun|aucune|rien|néant|neant|non|rien de neuf|rien de nouveau|rien à signaler|rien a signaler|ras|r.a.s
|rien à déclarer|rien de particulier|rien de spécial|pas de nouvelles|aucune nouvelle|pas de nouveauté
|sans objet|pas à ma connaissance|aucun à ma connaissance|aucune à ma connaissance|rien pour l'instant
|rien pour le moment|rien cette semaine|pas grand-chose|rien du tout|s.o
# Spanish
ninguna|ninguno|ningunas|ningunos|nada|nada nuevo|nada que reportar|nada que informar|nada que señalar
|sin novedad|sin novedades|sin cambios que reportar|no hay|no hay novedades|no hay nada|nada especial
|nada por ahora|nada de momento|de momento nada|de momento ninguna|por ahora ninguna|por ahora nada
|ninguna que yo sepa|que yo sepa no|no aplica|nada esta semana|ninguna esta semana|nada en particular
# Italian
nessuna|nessuno|niente|nulla|niente di nuovo|nulla di nuovo|niente da segnalare|nulla da segnalare
|nessuna novità|nessuna novita|niente di particolare|nulla di particolare|niente di rilevante
|nulla da dichiarare|non applicabile|nessuna per ora|per ora nessuna|per ora niente|per ora nulla
|al momento nessuna|al momento niente|non che io sappia|niente questa settimana|nessuna questa settimana
|non ce ne sono|non pervenuto
# Portuguese
nenhuma|nenhum|nenhumas|nenhuns|não|nao|não há|nao ha|nada de novo|nada a relatar|nada a reportar
|nada a declarar|nada a assinalar|sem novidades|sem novidade|nada de especial|por enquanto nada
|por enquanto nenhuma|por agora nada|não que eu saiba|nao que eu saiba|não aplicável|não se aplica
|nenhuma esta semana|nada esta semana|não tem|não temos
# Dutch
geen|niets|nee|nvt|n.v.t|geen nieuws|niets nieuws|niets te melden|niks|niks te melden|niks nieuws
|geen bijzonderheden|niets bijzonders|geen meldingen|niet van toepassing|niet dat ik weet|voorlopig geen
|voorlopig niets|momenteel geen|op dit moment geen|geen bekend|geen updates|deze week niets|deze week geen
|van mij niets|van ons niets
# Russian
нет|ничего|никаких|отсутствуют|отсутствует|ничего нового|новостей нет|нет новостей|без новостей
|без изменений нет|ничего особенного|не было|пока нет|пока ничего|сообщать нечего|нечего сообщить
|нечего добавить|насколько я знаю нет|насколько мне известно нет|на этой неделе ничего|на этой неделе нет
|никаких новостей|неприменимо|н/д|нету
# Japanese
なし|無し|無|ナシ|ない|特になし|特に無し|特にない|特にないです|特にありません|ありません|ございません
|なしです|特になしです|該当なし|該当無し|報告事項なし|報告なし|特記事項なし|新しいことはありません
|今のところなし|現在なし|今週はなし|今週はありません|今週は特になし|いいえ|ないです
|特筆すべきことはありません|お知らせなし
# Chinese
无|無|没有|沒有|暂无|暫無|没|没有了|无新消息|没有新消息|没有新的|无更新|没有更新|本周无|本周没有|暂时没有
|目前没有|目前无|没什么|没什么新的|没有什么|无内容|不适用|无可报告|没有报告|没有情况|無更新|沒有更新
|一切如常无事|无特别事项|无事
# Korean
없음|없습니다|없어요|없다|무|특이사항 없음|특이 사항 없음|특이사항 없습니다|해당 없음|해당없음|해당사항 없음
|보고사항 없음|새 소식 없음|새로운 소식 없음|새로운 것 없음|이번 주 없음|이번 주는 없습니다|현재 없음
|현재 없습니다|아직 없음|아직 없습니다|아니요|아니오|별일 없음|별다른 사항 없음|업데이트 없음|없었습니다
""")
NO_EMERGENCY_ABROAD = listed("""
# German
keine notfälle|kein notfall|keine vorfälle|keine störungen|keine ausfälle|keine sicherheitslücken
|keine zwischenfälle|keine probleme|keine bekannten probleme|keine sicherheitsvorfälle|nichts dringendes
|nichts kritisches
# French
aucune urgence|pas d'urgence|pas d'urgences|aucun incident|pas d'incident|pas d'incidents|aucune panne
|pas de panne|aucun problème|pas de problème|aucune vulnérabilité|aucune alerte|rien d'urgent|rien de grave
# Spanish
ninguna emergencia|sin emergencias|no hay emergencias|sin incidentes|sin incidencias|ningún incidente
|no hay incidentes|sin problemas|ningún problema|sin vulnerabilidades|nada urgente|nada grave|sin caídas
# Italian
nessuna emergenza|nessun incidente|nessun problema|nessuna vulnerabilità|nessun guasto|nessun allarme
|non ci sono emergenze|niente di urgente|niente di grave|nessuna urgenza|nessuna interruzione
# Portuguese
nenhuma emergência|sem emergências|não há emergências|nenhum incidente|sem incidentes|nenhum problema
|sem problemas|nenhuma vulnerabilidade|nada urgente|nada grave|sem interrupções
# Dutch
geen noodgevallen|geen incidenten|geen storingen|geen problemen|geen kwetsbaarheden|geen calamiteiten
|niets dringends|geen noodgeval|geen spoedgevallen|niets ernstigs
# Russian
нет аварий|аварий нет|без аварий|инцидентов нет|нет инцидентов|без инцидентов|проблем нет|нет проблем
|без проблем|уязвимостей нет|сбоев нет|ничего срочного|чрезвычайных ситуаций нет|чп нет|без происшествий
|происшествий нет
# Japanese
緊急事項なし|緊急なし|緊急の案件なし|緊急案件なし|障害なし|障害はありません|異常なし|異常ありません|問題なし
|問題ありません|インシデントなし|事故なし|脆弱性なし|緊急事態はありません
# Chinese
无紧急情况|没有紧急情况|无紧急事件|没有紧急事件|无事故|没有事故|无故障|没有故障|无异常|没有异常|没有问题
|无问题|無異常|無緊急情況|无漏洞|没有漏洞
# Korean
긴급 사항 없음|긴급사항 없음|긴급상황 없음|긴급 상황 없음|장애 없음|장애 없습니다|사고 없음|이상 없음
|이상 없습니다|문제 없음|문제없음|문제 없습니다|취약점 없음|비상 상황 없음
""")
# Under News or Ongoing this is an item.
QUIET_ABROAD = listed("""
alles ruhig|alles gut|alles in ordnung|alles im grünen bereich|tout va bien|tout est calme|tout roule
|todo bien|todo tranquilo|todo en orden|tutto bene|tutto tranquillo|tutto ok|tudo bem|tudo calmo
|tudo tranquilo|tudo em ordem|alles rustig|alles goed|alles in orde|всё спокойно|все спокойно|всё хорошо
|все хорошо|всё в порядке|все в порядке|順調です|順調|平穏です|一切正常|一切都好|平安无事|정상|이상무
|모두 정상
""")
UNCHANGED_ABROAD = listed("""
unverändert|keine änderungen|keine änderung|inchangé|aucun changement|pas de changement|sin cambios
|nessun cambiamento|invariato|sem alterações|sem mudanças|ongewijzigd|geen wijzigingen|geen verandering
|без изменений|изменений нет|変更なし|変わりなし|変化なし|无变化|没有变化|沒有變化|변경 없음|변동 없음
|변동사항 없음
""")
POLITE_ABROAD = listed("""
danke|vielen dank|danke schön|dankeschön|merci|merci beaucoup|gracias|muchas gracias|grazie|grazie mille
|obrigado|obrigada|dank je|dank u|bedankt|dank u wel|спасибо|большое спасибо|ありがとう|ありがとうございます
|よろしくお願いします|お疲れ様です|以上です|以上|谢谢|謝謝|多谢|감사합니다|고맙습니다|이상입니다|수고하세요
|hallo zusammen|guten morgen|guten tag|bonjour|bonjour à tous|salut|hola|hola a todos|buenos días
|buenas tardes|ciao|ciao a tutti|buongiorno|buonasera|olá|oi|bom dia|boa tarde|hoi|hallo|goedemorgen|привет
|добрый день|здравствуйте|всем привет|こんにちは|おはようございます|你好|大家好|您好|안녕하세요
|mit freundlichen grüßen|viele grüße|liebe grüße|beste grüße|cordialement|bien cordialement|saludos
|un saludo|saludos cordiales|cordiali saluti|saluti|atenciosamente|abraços|cumprimentos
|met vriendelijke groet|groeten|groetjes|\u0441 уважением|leider|désolé|lo siento|scusate|desculpe|извините
|すみません|抱歉|죄송합니다|mfg
""")
