"""What is deployed is right by the tools that everybody else holds it against, and hangs together."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bot.settings import DEFAULTS
from bot.version import VERSION
from tests.paths import ROOT

DEPLOY = ROOT / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
SERVICE = DEPLOY / "minutesbot.service"
CONTAINER = DEPLOY / "Containerfile"
EXPOSED_AT_MOST = 20  # tenths, of 100
SPOILT = CONTAINER.read_text(encoding="utf-8").replace("WORKDIR /data", "WORKDIR data")


def program(name: str) -> str:
    """A program of a package of ours, or of the system; skips where there is none."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def run(*command: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], input=stdin, capture_output=True, text=True, check=False)


def documents(file: Path):
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def test_the_container_file_is_right_by_its_linter():
    done = run(program("hadolint"), CONTAINER)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_linter_of_container_files_bites():
    assert run(program("hadolint"), "-", stdin=SPOILT).returncode != 0


def test_the_container_runs_as_nobody_in_particular_and_says_whether_it_is_well():
    stages = re.split(r"^FROM ", CONTAINER.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(stages) == 3
    final = stages[-1]
    assert re.search(r"^USER 10001:10001$", final, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK ", final, re.MULTILINE)
    assert "--require-hashes" in stages[1]
    assert "pip" not in final


def test_what_the_container_file_copies_is_let_through_and_nothing_private_is():
    said = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINER.read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert said[0] == "*"
    assert {line[1:] for line in said if line.startswith("!")} == names
    assert all((ROOT / name).exists() for name in names)


def test_the_composition_is_right_by_the_schema_of_such_files():
    checker = program("check-jsonschema")
    done = run(checker, "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml")
    assert done.returncode == 0, done.stdout


def test_the_schema_of_compositions_bites(tmp_path):
    spoilt = (
        (DEPLOY / "compose.yaml").read_text(encoding="utf-8").replace("read_only: true", "readonly: true")
    )
    (tmp_path / "compose.yaml").write_text(spoilt, encoding="utf-8")
    checker = program("check-jsonschema")
    assert run(checker, "--builtin-schema", "vendor.compose-spec", tmp_path / "compose.yaml").returncode != 0


def test_the_composition_is_of_two_replicas_that_may_write_nowhere_else():
    composition = documents(DEPLOY / "compose.yaml")
    bot = composition["services"]["bot"]
    assert (bot["deploy"]["replicas"], bot["read_only"], bot["cap_drop"]) == (2, True, ["ALL"])
    assert set(bot["environment"]) - {"CREDENTIALS_DIRECTORY"} <= set(DEFAULTS)
    assert set(bot["secrets"]) <= set(DEFAULTS) & set(composition["secrets"])
    assert (DEPLOY / bot["build"]["context"] / bot["build"]["dockerfile"]).resolve() == CONTAINER


@pytest.mark.parametrize("file", sorted(set(KUBERNETES.glob("*.yaml")) - {KUBERNETES / "kustomization.yaml"}))
def test_every_manifest_is_right_by_the_schemas_of_kubernetes(file):
    validator = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    version = validator.latest_version()
    validator.validate(documents(file), version, strict=True)


def test_the_schemas_of_kubernetes_bite():
    validator = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    spoilt = documents(KUBERNETES / "deployment.yaml")
    spoilt["spec"]["template"]["spec"]["containers"][0]["livenesProbe"] = {}
    with pytest.raises(validator.ValidationError):
        validator.validate(spoilt, validator.latest_version(), strict=True)


def test_the_manifests_belong_together():
    gathered = documents(KUBERNETES / "kustomization.yaml")
    assert {*gathered["resources"], "kustomization.yaml"} == {file.name for file in KUBERNETES.glob("*.yaml")}
    (secret,), (calls,), (image,) = (
        gathered[kind] for kind in ("secretGenerator", "configMapGenerator", "images")
    )
    pod = documents(KUBERNETES / "deployment.yaml")["spec"]["template"]
    (container,) = pod["spec"]["containers"]
    assert (image["name"], image["newTag"]) == (container["image"], VERSION)
    assert [source["secretRef"]["name"] for source in container["envFrom"]] == [secret["name"]]
    assert pod["spec"]["volumes"][0]["configMap"]["name"] == calls["name"]
    labels = pod["metadata"]["labels"].items()
    for name in ("service", "disruption-budget", "network-policy"):
        spec = documents(KUBERNETES / f"{name}.yaml")["spec"]
        selector = spec.get("podSelector") or spec["selector"]
        assert selector.get("matchLabels", selector).items() <= labels


@pytest.fixture
def put_together(tmp_path):
    """The manifests as kustomize puts them together, with the two files that an operator adds."""
    folder = shutil.copytree(KUBERNETES, tmp_path / "kubernetes")
    shutil.copy(KUBERNETES / "secrets.env.example", folder / "secrets.env")
    shutil.copy(DEPLOY / "calls.example.toml", folder / "calls.toml")
    kustomize = program("kubectl"), "kustomize", folder
    done = run(*kustomize)
    if 'unknown field "envs"' in done.stderr:  # a kubectl of before 2021, such as that of Debian 12
        file = folder / "kustomization.yaml"
        file.write_text(file.read_text(encoding="utf-8").replace("envs: [secrets.env]", "env: secrets.env"))
        done = run(*kustomize)
    assert (done.returncode, done.stderr) == (0, "")
    return list(yaml.safe_load_all(done.stdout))


def test_kustomize_puts_the_manifests_together(put_together):
    validator = pytest.importorskip("kubernetes_validate", reason="kubernetes-validate is not installed")
    for one in put_together:
        validator.validate(one, validator.latest_version(), strict=True)
    of_kind = {one["kind"]: one for one in put_together}
    assert sorted(one["kind"] for one in put_together) == [
        *("ConfigMap", "Deployment", "NetworkPolicy", "PodDisruptionBudget", "Secret", "Service")
    ]
    pod = of_kind["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert container["image"] == f"minutesbot:{VERSION}"
    # their names change with what is in them, so that new contents start new pods
    secret, calls = (of_kind[kind]["metadata"]["name"] for kind in ("Secret", "ConfigMap"))
    assert re.fullmatch(r"minutesbot-\w{10}", secret)
    assert container["envFrom"] == [{"secretRef": {"name": secret}}]
    assert pod["volumes"][0]["configMap"]["name"] == calls
    assert set(of_kind["Secret"]["data"]) == {"SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "DATABASE_URL"}
    (text,) = of_kind["ConfigMap"]["data"].values()
    assert text == (DEPLOY / "calls.example.toml").read_text(encoding="utf-8")


def test_every_setting_that_a_pod_gets_is_one():
    example = (KUBERNETES / "secrets.env.example").read_text(encoding="utf-8")
    (container,) = documents(KUBERNETES / "deployment.yaml")["spec"]["template"]["spec"]["containers"]
    given = {line.partition("=")[0] for line in example.splitlines()}
    assert given | {each["name"] for each in container["env"]} <= set(DEFAULTS)


def test_every_setting_and_secret_of_the_service_is_a_setting():
    text = SERVICE.read_text(encoding="utf-8")
    named = re.findall(r"^(?:LoadCredential|Environment)=([A-Z_]+)[:=]", text, re.MULTILINE)
    assert set(named) - {"PYTHONDONTWRITEBYTECODE"} <= set(DEFAULTS)
    assert "LoadCredential=SLACK_BOT_TOKEN:" in text


@pytest.fixture
def service(tmp_path):
    """The service, of a program that this machine has."""
    written = SERVICE.read_text(encoding="utf-8").replace("/opt/minutesbot/bin/minutesbot", sys.executable)
    (tmp_path / SERVICE.name).write_text(written, encoding="utf-8")
    return tmp_path / SERVICE.name


def test_the_service_is_right_by_systemd(service):
    done = run(program("systemd-analyze"), "verify", "--man=no", service)
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_says_what_it_does_not_know(service):
    service.write_text(service.read_text(encoding="utf-8").replace("NoNewPrivileges", "NoNewPrivilege"))
    assert "NoNewPrivilege" in run(program("systemd-analyze"), "verify", "--man=no", service).stderr


def test_the_service_is_hardly_exposed(service):
    threshold = f"--threshold={EXPOSED_AT_MOST}"
    done = run(program("systemd-analyze"), "security", "--offline=true", "--no-pager", threshold, service)
    assert done.returncode == 0, done.stdout.splitlines()[-1]


def test_no_file_of_a_deployment_names_where_images_come_from():
    files = [CONTAINER, DEPLOY / "compose.yaml", *KUBERNETES.iterdir()]
    found = {
        image
        for file in files
        for image in re.findall(r"(?:image: |BASE=)(\S+)", file.read_text(encoding="utf-8"))
    }
    assert found
    assert {image for image in found if "/" in image or re.search(r"\.\w+[:/]", image)} == set()
