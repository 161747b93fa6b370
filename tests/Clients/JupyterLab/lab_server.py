"""What JupyterLab asks of its server beyond Jupyter's own: its page, its files, the settings' schemas, and places to keep settings and workspaces."""
import json
import pathlib

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado import web

HERE = pathlib.Path(__file__).parent
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>JupyterLab</title>
<script id="jupyter-config-data" type="application/json">%s</script>
<link rel="stylesheet" href="/lab/static/lab.css"><script type="module" src="/lab/static/lab.js"></script>
<style>html, body { margin: 0; height: 100%%; overflow: hidden } body > .jp-LabShell, #main { position: absolute; inset: 0 }</style>
</head><body></body></html>"""
SCHEMAS = {
    "@jupyterlab/%s:%s" % (file.parent.parent.name, file.stem): json.loads(file.read_text())
    for file in HERE.glob("node_modules/@jupyterlab/*/schema/*.json") if not file.stem.startswith("package")
}
kept = {"settings": {}, "workspaces": {}}


class Page(JupyterHandler):
    @web.authenticated
    def get(self, _=None):
        self.xsrf_token
        self.finish(PAGE % json.dumps({
            "baseUrl": "/", "appUrl": "/lab", "wsUrl": "", "token": self.token, "appName": "JupyterLab", "appVersion": "4.6", "appNamespace": "lab",
            "fullStaticUrl": "/lab/static", "themesUrl": "/lab/static/themes", "fullThemesUrl": "/lab/static/themes", "workspace": "default",
            "mode": "multiple-document", "notebookVersion": "[1, 23, 3]", "terminalsAvailable": False, "federated_extensions": [],
            "translationsApiUrl": "/lab/api/translations", "fullTranslationsApiUrl": "/lab/api/translations"}))


class Settings(APIHandler):
    @web.authenticated
    def get(self, name=""):
        def found(name):
            return {"id": name, "schema": SCHEMAS[name], "version": "4.6", "settings": {}, "raw": kept["settings"].get(name, "{}"),
                    "created": None, "last_modified": None}

        if name and name not in SCHEMAS:
            raise web.HTTPError(404)
        self.finish(json.dumps(found(name) if name else {"settings": [found(name) for name in SCHEMAS]}))

    @web.authenticated
    def put(self, name):
        kept["settings"][name] = self.get_json_body()["raw"]
        self.set_status(204)


class Workspaces(APIHandler):
    @web.authenticated
    def get(self, name=""):
        all_of_them = list(kept["workspaces"].values())
        self.finish(json.dumps(kept["workspaces"].get(name, {"data": {}, "metadata": {"id": name}}) if name else {"workspaces": {"ids": list(kept["workspaces"]), "values": all_of_them}}))

    @web.authenticated
    def put(self, name):
        kept["workspaces"][name] = self.get_json_body()
        self.set_status(204)


class Translations(APIHandler):
    @web.authenticated
    def get(self, _=None):
        self.finish(json.dumps({"data": {}, "message": ""}))


def _jupyter_server_extension_points():
    return [{"module": "lab_server"}]


def _load_jupyter_server_extension(server):
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [
        (url_path_join(base, path), handler, *rest) for path, handler, *rest in [
            ("/lab/static/(.*)", web.StaticFileHandler, {"path": str(HERE / "build" / "static")}),
            ("/lab/api/settings/(.+)", Settings),
            ("/lab/api/settings", Settings),
            ("/lab/api/workspaces/(.+)", Workspaces),
            ("/lab/api/workspaces", Workspaces),
            ("/lab/api/translations/?(.*)", Translations),
            ("/lab(/tree.*)?", Page),
        ]])
