"""The demo writes only where a demo wrote before."""

import pytest

from config import load
from demo import DemoSite, run_demo
from demo.folder import NotOursError, fresh_folder, write_config


def test_a_demo_folder_is_made_afresh(tmp_path):
    """What an earlier demo left is gone when the next one begins."""
    home = tmp_path / ".demo"
    fresh_folder(home)
    (home / "old.html").write_text("old")
    fresh_folder(home)
    assert not (home / "old.html").exists()


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_is_not_ours_is_left_alone(tmp_path, kind):
    """A folder, file or link that no demo made stays as it is, and the demo says so."""
    home = tmp_path / ".demo"
    other = tmp_path / "other"
    other.mkdir()
    (other / "precious.txt").write_text("mine")
    if kind == "folder":
        other.rename(home)
    elif kind == "file":
        home.write_text("mine")
    else:
        home.symlink_to(other, target_is_directory=True)
    with pytest.raises(NotOursError):
        fresh_folder(home)
    assert run_demo(home) == 1
    kept = home if kind == "file" else home / "precious.txt"
    assert kept.read_text() == "mine"


def test_the_config_follows_the_two_sites_and_nothing_else(tmp_path):
    """The written config is read by figurewatch, with the demo's two sources only."""
    with DemoSite() as site:
        write_config(tmp_path, site)
        config = load(tmp_path)
        assert [source.slug for source in config.enabled()] == ["news", "portal"]
        assert config.settings.crawl.allow_private == ("127.0.0.1",)
        hosts = {host for source in config.sources for host in source.hosts}
        assert hosts == {site.address(name).removeprefix("http://") for name in ("news", "portal")}
