"""Un Chromium para las pruebas de navegador: el de la máquina o, si no hay, uno que se instala."""

import os
import shutil
import subprocess
import sys

# Primero el que no lleva ventanas: gasta menos y prueba lo mismo.
CANDIDATOS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
)


def buscar() -> str | None:
    """Ruta de un Chromium que de verdad arranca, o nada."""
    for candidato in (os.environ.get("CHROMIUM"), *CANDIDATOS):
        if candidato and (ruta := shutil.which(candidato)) and _arranca(ruta):
            return ruta
    return _de_playwright()


def _arranca(ruta: str) -> bool:
    # Hay programas que solo dicen que se instale otra cosa, y otros a los que les faltan archivos:
    # los dos saben su versión, pero ninguno abre una página.
    opciones = ["--headless", "--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    try:
        return _callado(ruta, *opciones, "--dump-dom", "about:blank", plazo=30)
    except subprocess.TimeoutExpired:
        return False


def _de_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        ruta = playwright.chromium.executable_path
    return ruta if os.path.exists(ruta) and _arranca(ruta) else None  # noqa: PTH110


def _callado(*orden: str, plazo: int = 600) -> bool:
    ambiente = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return (
        subprocess.run(
            orden,
            env=ambiente,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=plazo,
        ).returncode
        == 0
    )


def conseguir() -> str | None:
    """Lo busca y, si falta, lo instala: paquete de la distribución siendo root, o de Playwright."""
    if ruta := buscar():
        return ruta
    print("No hay Chromium: se intenta instalar…", flush=True)
    try:
        if os.geteuid() == 0 and shutil.which("apt-get"):
            _callado("apt-get", "update")
            # El que no lleva ventanas usa archivos del otro: solo no arranca.
            for paquetes in (["chromium", "chromium-headless-shell"], ["chromium"]):
                if _callado("apt-get", "install", "-y", "--no-install-recommends", *paquetes):
                    break
        if not buscar():
            _callado(sys.executable, "-m", "playwright", "install", "chromium")
    except subprocess.TimeoutExpired:
        return None
    return buscar()
