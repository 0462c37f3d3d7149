"""Settings are complete, or the list of what is wrong is."""

from base64 import b64encode, urlsafe_b64encode
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import setting_values
from bot.model.errors import ConfigurationWrong
from bot.setting_values import Encryption, LogFormat, LogLevel, MailSender, MailServer, Wrong
from bot.settings import DEFAULTS, Settings, load
from storage.database import folder_of
from storage.sealing import Seal

SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1-very-secret",
    "SLACK_APP_TOKEN": "xapp-1-quite-secret",
    "SLACK_SIGNING_SECRET": "5ec2e75ec2e7",
    "MINUTESBOT_WIKI_PASSWORD": "open wiki please",
}
FIRST_KEY, SECOND_KEY = (urlsafe_b64encode(bytes([n]) * 32).decode() for n in (1, 2))
FOR_SEVERAL = {
    "SLACK_CLIENT_ID": "1.2",
    "SLACK_CLIENT_SECRET": "secret",
    "MINUTESBOT_TOKEN_KEYS": f"{FIRST_KEY}, {SECOND_KEY},",
}


def wrong(environ: dict[str, str], dotenv: Path | None = None, *, need_tokens: bool = True) -> str:
    with pytest.raises(ConfigurationWrong) as caught:
        load(environ, dotenv, need_tokens=need_tokens)
    return str(caught.value)


def test_tokens_alone_are_enough_and_the_rest_has_the_documented_defaults():
    assert load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, None) == Settings(
        bot_token="xoxb-1",
        app_token="xapp-1",
        signing_secret=None,
        api_url="https://slack.com/api/",
        database_url="sqlite:///minutesbot.db",
        calls_file=None,
        http=("127.0.0.1", 8080),
        tick_seconds=15,
        log_level=LogLevel.INFO,
        log_format=LogFormat.TEXT,
    )


def test_the_environment_wins_over_the_file_and_a_blank_counts_as_not_given(tmp_path):
    file = tmp_path / ".env"
    file.write_text(
        "\ufeffSLACK_BOT_TOKEN=xoxb-file\nexport SLACK_APP_TOKEN='xapp-file'\nMINUTESBOT_LOG_FORMAT=json\n",
        encoding="utf-8",
    )
    settings = load(
        {"SLACK_BOT_TOKEN": "xoxb-real", "SLACK_APP_TOKEN": "  ", "MINUTESBOT_LOG_FORMAT": ""}, file
    )
    assert (settings.bot_token, settings.app_token) == ("xoxb-real", "xapp-file")
    assert settings.log_format is LogFormat.JSON


def test_a_secret_may_stand_in_a_file_of_credentials_that_is_called_like_its_setting(tmp_path):
    (tmp_path / "SLACK_BOT_TOKEN").write_text("xoxb-kept\n", encoding="utf-8")
    (tmp_path / "SLACK_APP_TOKEN").write_text("xapp-kept\n", encoding="utf-8")
    file = tmp_path / ".env"
    file.write_text("SLACK_BOT_TOKEN=xoxb-file\n", encoding="utf-8")
    settings = load({"CREDENTIALS_DIRECTORY": str(tmp_path), "SLACK_APP_TOKEN": "xapp-real"}, file)
    assert (settings.bot_token, settings.app_token) == ("xoxb-kept", "xapp-real")


def test_a_file_of_credentials_that_cannot_be_read_is_a_problem_and_its_words_are_not_told(tmp_path):
    (tmp_path / "SLACK_BOT_TOKEN").write_bytes(b"xoxb-\xff\xfe")
    said = wrong({"CREDENTIALS_DIRECTORY": str(tmp_path), "SLACK_APP_TOKEN": "xapp-1"})
    assert "SLACK_BOT_TOKEN: its file of credentials cannot be read (UnicodeDecodeError)" in said
    assert "xoxb-\\" not in said


def test_a_missing_file_is_no_problem(tmp_path):
    assert load(SECRETS, tmp_path / ".env").bot_token == SECRETS["SLACK_BOT_TOKEN"]


def test_all_problems_are_told_at_once_a_line_each():
    said = wrong(
        {
            "SLACK_API_URL": "slack.com/api",
            "DATABASE_URL": "mysql://root@host/db",
            "MINUTESBOT_HTTP": "localhost:99999",
            "MINUTESBOT_TICK_SECONDS": "soon",
            "MINUTESBOT_LOG_LEVEL": "loud",
            "MINUTESBOT_LOG_FORMAT": "xml",
            "MINUTESBOT_CALLS": "nowhere/calls.toml",
            "MINUTESBOT_BACKUP_DIR": "nowhere",
            "MINUTESBOT_SMTP_URL": "mail.example.org",
            "MINUTESBOT_MAIL_FROM": "Minutesbot",
            "MINUTESBOT_BACKUP_KEEP": "some",
            "MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS": "for ever",
        }
    )
    first, *lines = said.split("\n")
    assert first == "The configuration cannot be used: 14 problems"
    assert sorted(line.split()[0] for line in lines) == sorted(
        set(DEFAULTS) - {"SLACK_SIGNING_SECRET", "MINUTESBOT_WIKI_PASSWORD", *FOR_SEVERAL}
    )


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("SLACK_BOT_TOKEN", "xapp-1-a", "holds an app token"),
        ("SLACK_BOT_TOKEN", "xoxp-1-a", "holds a user token"),
        ("SLACK_BOT_TOKEN", "hello", "begins with xoxb-"),
        ("SLACK_BOT_TOKEN", "xoxb-1 # mine", "no blanks"),
        ("SLACK_APP_TOKEN", "xoxb-1", "holds a bot token"),
        ("SLACK_SIGNING_SECRET", "xoxb-1", "holds a token"),
        ("SLACK_API_URL", "ftp://slack.com/", "not a web address"),
        ("SLACK_API_URL", "https://", "not a web address"),
        ("SLACK_API_URL", "http://[::1/api", "not a web address"),
        ("SLACK_API_URL", "http://host:port/api", "not a web address"),
        ("SLACK_API_URL", "https://slack..com/api/", "not a web address"),
        ("DATABASE_URL", "minutesbot.db", "sqlite:///file.db"),
        ("DATABASE_URL", "mysql://host/name", "sqlite:///file.db or postgresql://"),
        ("DATABASE_URL", "sqlite", "sqlite:///file.db or postgresql://"),
        ("DATABASE_URL", "sqlite://", "names no file"),
        ("DATABASE_URL", "sqlite:///:memory:", "names no file"),
        ("DATABASE_URL", "sqlite://minutes.db", "names no file"),
        ("DATABASE_URL", "postgresql://", "sqlite:///file.db or postgresql://"),
        ("DATABASE_URL", "postgresql://u:p@host:port/name", "names no server"),
        ("DATABASE_URL", "postgresql://one:5432,two:5432/name", "names no server"),
        ("DATABASE_URL", "postgresql://[::1/name", "names no server"),
        ("MINUTESBOT_CALLS", "/nowhere/calls.toml", "does not exist"),
        ("MINUTESBOT_CALLS", "/", "does not exist"),
        ("MINUTESBOT_BACKUP_DIR", "/nowhere", "does not exist"),
        ("MINUTESBOT_LOG_LEVEL", "LOUD", "is none of DEBUG, INFO"),
        ("MINUTESBOT_LOG_FORMAT", "yaml", "is none of text, json"),
        ("MINUTESBOT_HTTP", "8080", "host:port"),
        ("MINUTESBOT_HTTP", ":8080", "host:port"),
        ("MINUTESBOT_HTTP", "a..b:8080", "host:port"),
        ("MINUTESBOT_HTTP", "http://localhost:80", "host:port"),
        ("MINUTESBOT_HTTP", "localhost:65536", "the highest is 65535"),
        ("MINUTESBOT_TICK_SECONDS", "3600.5", "up to 3600"),
        ("MINUTESBOT_TICK_SECONDS", "0", "above 0"),
        ("MINUTESBOT_TICK_SECONDS", "nan", "above 0"),
        ("MINUTESBOT_TICK_SECONDS", "inf", "up to 3600"),
        ("MINUTESBOT_BACKUP_KEEP", "0", "from 1 to"),
        ("MINUTESBOT_BACKUP_KEEP", "-3", "from 1 to"),
        ("SLACK_CLIENT_ID", "xapp-1", "holds a token"),
        ("SLACK_CLIENT_SECRET", "xoxb-1", "holds a token"),
        ("MINUTESBOT_TOKEN_KEYS", "hello", "no key"),
        ("MINUTESBOT_TOKEN_KEYS", ",", "no key"),
        ("MINUTESBOT_TOKEN_KEYS", FIRST_KEY[:-2], "no key"),
        ("MINUTESBOT_TOKEN_KEYS", f"{FIRST_KEY} {SECOND_KEY}", "no key"),
        ("MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS", "-1", "whole days"),
        ("MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS", "3651", "0 to 3650"),
        ("MINUTESBOT_KEEP_AFTER_UNINSTALL_DAYS", "1.5", "whole days"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_would_be_right(name, value, part):
    others = FOR_SEVERAL | {"SLACK_SIGNING_SECRET": "hush"} if name in FOR_SEVERAL else SECRETS
    said = wrong(others | {name: value})
    assert said.startswith(f"The configuration cannot be used: {name} ")
    assert part in said
    assert "\n" not in said


@given(st.text() | st.binary(min_size=30, max_size=34).map(lambda some: b64encode(some).decode()))
def test_what_is_taken_for_keys_can_encrypt(value):
    try:
        keys = setting_values.token_keys(value)
    except Wrong:
        return
    assert (not keys) is (not value)
    if keys:
        assert Seal(keys).open(Seal(keys).close("xoxb-1", "T1"), "T1") == "xoxb-1"


@given(st.from_regex(r"(postgresql|sqlite)://[a-z:@/?#\[\]0-9.,%]*", fullmatch=True))
def test_an_address_of_a_database_that_is_taken_can_be_read(address):
    try:
        read = setting_values.database_url(address)
    except Wrong:
        return
    assert folder_of(read) is None or read.startswith("sqlite")


def test_a_folder_for_copies_has_to_be_there_for_several_workspaces_too():
    said = wrong(FOR_SEVERAL | {"SLACK_SIGNING_SECRET": "hush", "MINUTESBOT_BACKUP_DIR": "/nowhere"})
    assert said.endswith("MINUTESBOT_BACKUP_DIR names a folder that does not exist")


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("SLACK_API_URL", "http://127.0.0.1:9/api", "api_url", "http://127.0.0.1:9/api/"),
        ("DATABASE_URL", "postgres://u:p@h/d", "database_url", "postgresql://u:p@h/d"),
        ("DATABASE_URL", "postgresql+psycopg://h/d", "database_url", "postgresql+psycopg://h/d"),
        (
            "DATABASE_URL",
            "postgresql://u:p/w?@[::1]:5432/d",
            "database_url",
            "postgresql://u:p/w?@[::1]:5432/d",
        ),
        ("DATABASE_URL", "postgresql:///d?host=/run", "database_url", "postgresql:///d?host=/run"),
        ("DATABASE_URL", "sqlite:////var/lib/m.db", "database_url", "sqlite:////var/lib/m.db"),
        ("MINUTESBOT_HTTP", "off", "http", None),
        ("MINUTESBOT_HTTP", "[::1]:0", "http", ("::1", 0)),
        ("MINUTESBOT_HTTP", "0.0.0.0:80", "http", ("0.0.0.0", 80)),
        ("MINUTESBOT_HTTP", "localhost:65535", "http", ("localhost", 65535)),
        ("MINUTESBOT_TICK_SECONDS", "0.5", "tick_seconds", 0.5),
        ("MINUTESBOT_TICK_SECONDS", "3600", "tick_seconds", 3600),
        ("MINUTESBOT_LOG_LEVEL", "debug", "log_level", LogLevel.DEBUG),
        ("MINUTESBOT_LOG_FORMAT", "JSON", "log_format", LogFormat.JSON),
    ],
)
def test_a_value_that_can_be_used_is_taken(name, value, field, expected):
    assert getattr(load(SECRETS | {name: value}, None), field) == expected


def test_without_socket_mode_the_door_for_http_must_be_open():
    environ = {name: value for name, value in SECRETS.items() if name != "SLACK_APP_TOKEN"}
    assert load(environ, None).http == ("127.0.0.1", 8080)
    assert "requests come in there" in wrong(environ | {"MINUTESBOT_HTTP": "off"})


def test_for_several_workspaces_no_token_is_needed_but_all_that_lets_them_in():
    settings = load(FOR_SEVERAL | {"SLACK_SIGNING_SECRET": "hush"}, None)
    assert (settings.bot_token, settings.client_id, settings.client_secret) == ("", "1.2", "secret")
    assert settings.token_keys == (FIRST_KEY, SECOND_KEY)
    assert settings.keep_after_uninstall == timedelta(days=30)
    said = wrong({"SLACK_CLIENT_SECRET": "secret", "MINUTESBOT_HTTP": "off"})
    for name in ("SLACK_CLIENT_ID", "SLACK_SIGNING_SECRET", "MINUTESBOT_TOKEN_KEYS", "MINUTESBOT_HTTP"):
        assert f"\n  {name} is " in said


def test_a_deployment_is_for_one_workspace_or_for_several():
    said = wrong(FOR_SEVERAL | SECRETS | {"SLACK_SIGNING_SECRET": "hush"})
    assert "SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for several" in said
    assert "SLACK_APP_TOKEN is for one workspace" in said


def test_commands_that_do_not_speak_to_the_workspace_need_no_tokens():
    settings = load({"MINUTESBOT_CALLS": "not/here.toml"}, None, need_tokens=False)
    assert (settings.bot_token, settings.app_token, settings.signing_secret) == ("", None, None)
    assert "DATABASE_URL" in wrong({"DATABASE_URL": "oracle://x"}, need_tokens=False)


def test_a_misspelt_name_in_the_file_is_told_but_not_in_the_environment(tmp_path):
    file = tmp_path / ".env"
    file.write_text("MINUTESBOT_TICK_SECOND=3\nPGHOST=elsewhere\n", encoding="utf-8")
    assert "did you mean MINUTESBOT_TICK_SECONDS?" in wrong(SECRETS, file)
    load(SECRETS | {"MINUTESBOT_TICK_SECOND": "3"}, None)


def test_a_broken_line_of_the_file_is_named_by_its_number_only(tmp_path):
    file = tmp_path / ".env"
    file.write_text("SLACK_APP_TOKEN=xapp-1\nSLACK_BOT_TOKEN xoxb-hidden\n", encoding="utf-8")
    said = wrong({}, file)
    assert f"{file}, line 2: not of the form NAME=value" in said
    assert "xoxb-hidden" not in said


def test_a_file_that_is_no_text_is_one_problem(tmp_path):
    file = tmp_path / ".env"
    file.write_bytes(b"SLACK_BOT_TOKEN=\xff\xfe\n")
    assert "UnicodeDecodeError" in wrong(SECRETS, file)
    assert "IsADirectoryError" in wrong(SECRETS, tmp_path)


@given(st.dictionaries(st.sampled_from(sorted(DEFAULTS)), st.sampled_from(sorted(SECRETS.values()))))
def test_no_secret_is_ever_told_wherever_it_was_put(environ):
    try:
        said = repr(load(environ, None))
    except ConfigurationWrong as error:
        said = f"{error} {error!r}"
    shown = {
        value for value in environ.values() if environ.get("MINUTESBOT_CALLS") != value and value in said
    }
    assert not shown


def test_the_repr_of_settings_keeps_the_databases_password():
    assert "hush" not in repr(load(SECRETS | {"DATABASE_URL": "postgresql://u:hush@h/d"}, None))


@pytest.mark.parametrize("name", ["A" * 5000, "a\0b", "\ud800"], ids=ascii)
def test_a_calls_file_whose_name_no_file_can_have_is_told_like_one_that_is_missing(name):
    with pytest.raises(ConfigurationWrong, match="MINUTESBOT_CALLS names a file that does not exist"):
        load({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "MINUTESBOT_CALLS": name}, None)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        (
            "MINUTESBOT_SMTP_URL",
            "smtp.example.org:587",
            "it begins with one of smtps://, smtp://, smtp+plain://",
        ),
        ("MINUTESBOT_SMTP_URL", "http://smtp.example.org", "it begins with one of smtps://"),
        ("MINUTESBOT_SMTP_URL", "smtp://", "not of the form smtp://user:password@host:587"),
        ("MINUTESBOT_SMTP_URL", "smtp://h:0", "not of the form"),
        ("MINUTESBOT_SMTP_URL", "smtp://smtp..example.org", "not of the form"),
        ("MINUTESBOT_SMTP_URL", "smtp://h:99999", "not of the form"),
        ("MINUTESBOT_SMTP_URL", "smtp://u:hush@h/x", "goes on after the host; / ? # @ in a password"),
        ("MINUTESBOT_SMTP_URL", "smtp://u@h", "needs a user and a password, or neither"),
        ("MINUTESBOT_SMTP_URL", "smtp+plain://u:hush@h", "would send its password for everybody to read"),
        ("MINUTESBOT_SMTP_URL", "smtp://h\r\nQUIT", "not of the form"),
        ("MINUTESBOT_MAIL_FROM", "Minutesbot", "not of the form Minutesbot <minutes@example.org>"),
        ("MINUTESBOT_MAIL_FROM", "M\nBcc: x@y.org <a@example.org>", "not of the form"),
        ("MINUTESBOT_MAIL_FROM", "a@example.org, b@example.org", "not of the form"),
    ],
)
def test_settings_for_mail_that_cannot_be_used_are_told_and_never_repeated(name, value, part):
    said = wrong(SECRETS | {name: value})
    assert f"{name} " in said
    assert part in said
    assert "hush" not in said


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://smtp.example.org", MailServer("smtp.example.org", 587, Encryption.STARTTLS)),
        ("smtps://smtp.example.org", MailServer("smtp.example.org", 465, Encryption.TLS)),
        ("smtp+plain://localhost", MailServer("localhost", 25, Encryption.NONE)),
        ("smtp://b%40t:a%2Fb%25@h:2525", MailServer("h", 2525, Encryption.STARTTLS, "b@t", "a/b%")),
    ],
)
def test_the_address_of_a_mail_server_says_how_to_connect_and_who_logs_in(url, server):
    settings = load({**SECRETS, "MINUTESBOT_SMTP_URL": url, "MINUTESBOT_MAIL_FROM": "a@example.org"}, None)
    assert (settings.mail_server, settings.mail_from) == (server, MailSender("", "a@example.org"))
    assert settings.sends_mail
    assert "a/b%" not in repr(settings)


def test_a_mail_server_without_a_sender_and_a_sender_without_a_server_are_told():
    said = wrong({**SECRETS, "MINUTESBOT_SMTP_URL": "smtp://u:hush@h"}, need_tokens=False)
    assert "MINUTESBOT_MAIL_FROM is missing; it says as whom MINUTESBOT_SMTP_URL sends" in said
    assert "hush" not in said
    said = wrong({**SECRETS, "MINUTESBOT_MAIL_FROM": "M <a@example.org>"})
    assert "MINUTESBOT_SMTP_URL is missing" in said
    assert not load(SECRETS, None).sends_mail
