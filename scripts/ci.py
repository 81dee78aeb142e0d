"""`make test`: todas las revisiones y todas las pruebas, cada paso con su tiempo.

Es lo mismo en cualquier máquina y en la integración continua. Las revisiones van primero, de dos en
dos, y se hacen todas aunque una falle; si alguna falló, las pruebas ya no se corren.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from scripts import entorno
from scripts.entorno import RAIZ, NoSePuede

PRUEBAS = {"DJANGO_SETTINGS_MODULE": "conoceles.settings.test"}
PRODUCCION_DE_MENTIRA = {
    "DJANGO_SETTINGS_MODULE": "conoceles.settings.prod",
    "SECRET_KEY": "solo-para-revisar-los-ajustes-de-produccion-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "conoceles.example.org",
    "EMAIL_HOST": "correo.example.org",
    "DEFAULT_FROM_EMAIL": "conoceles@example.org",
    "SELLO_P12": "/run/secrets/sello.p12",
    "SELLO_CLAVE": "de-mentira",
    "LLAVES_IDENTIDAD": "de-mentira",
    "SORTEO_LLAVE": "de-mentira",
}
FORMATO = [
    ("Corregir lo corregible", ["ruff", "check", "--fix", "."]),
    ("Formato", ["ruff", "format", "."]),
    ("Plantillas", ["djlint", "templates", "--reformat", "--quiet"]),
]


def pasos() -> list[tuple[str, list[str], dict[str, str]]]:
    """Nombre, orden y variables de cada revisión."""
    django = [sys.executable, "-W", "error::RuntimeWarning", "manage.py"]
    lista = [
        # Primero la que más tarda: las demás corren mientras tanto.
        ("Tipos", ["mypy", "conoceles", "candidaturas", "captura", "informes"], {}),
        ("Formato", ["ruff", "format", "--check", "."], {}),
        ("Estilo", ["ruff", "check", "."], {}),
        ("Plantillas", ["djlint", "templates", "--check", "--lint", "--quiet"], {}),
        ("Dirección de imports", ["lint-imports"], {}),
        ("Django", [*django, "check", "--fail-level", "WARNING"], PRUEBAS),
        ("Migraciones", [*django, "makemigrations", "--check", "--dry-run"], PRUEBAS),
        (
            "Ajustes de producción",
            [*django, "check", "--deploy", "--fail-level", "WARNING"],
            PRODUCCION_DE_MENTIRA,
        ),
    ]
    if shutil.which("docker-compose"):
        de_la_base = dict.fromkeys(("POSTGRES_PASSWORD", "POSTGRES_PASSWORD_PUBLICA"), "de-mentira")
        variables = {**PRODUCCION_DE_MENTIRA, **de_la_base}
        lista.append(("Composición", ["docker-compose", "config", "-q"], variables))
    return lista


def correr(nombre: str, orden: list[str], variables: dict[str, str]) -> bool:
    """Corre una revisión y enseña de una vez todo lo que dijo; da si salió bien."""
    inicio = time.monotonic()
    hecho = subprocess.run(
        orden,
        cwd=RAIZ,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    estado = "bien" if hecho.returncode == 0 else f"FALLÓ (código {hecho.returncode})"
    print(
        f"\n== {nombre}\n{hecho.stdout}   {estado}, {time.monotonic() - inicio:.1f} s", flush=True
    )
    return hecho.returncode == 0


def revisar(opciones: argparse.Namespace) -> int:
    from conoceles import embebidos
    from scripts import navegador

    os.environ["PATH"] = f"{entorno.ENTORNO / 'bin'}{os.pathsep}{os.environ['PATH']}"
    if opciones.arreglar:
        bien = [correr(nombre, orden, {}) for nombre, orden in FORMATO]
        return 0 if all(bien) else 1
    if not navegador.conseguir():
        print("\n" + "!" * 79, flush=True)
        print("!! NO HAY CHROMIUM: las pruebas de navegador se van a OMITIR.")
        print("!" * 79, flush=True)
    try:
        with embebidos.temporales() as direcciones:
            os.environ.update(direcciones)
            if not opciones.largo:
                lista = pasos()
                with ThreadPoolExecutor(2) as de_dos_en_dos:
                    resultados = list(de_dos_en_dos.map(lambda paso: correr(*paso), lista))
                fallaron = [
                    paso[0] for paso, bien in zip(lista, resultados, strict=True) if not bien
                ]
                if fallaron:
                    print(f"\nFallaron: {', '.join(fallaron)}. No se corren las pruebas.")
                    return 1
            return probar(opciones)
    except embebidos.ErrorDeArranque as error:
        raise NoSePuede(str(error)) from error


def probar(opciones: argparse.Namespace) -> int:
    """Lo último que se ve es el renglón con que pytest cierra."""
    seleccion = ["-m", "largo"] if opciones.largo else ["-n", "3", "--dist", "worksteal"]
    print("\n== Pruebas", flush=True)
    lentas = ["--durations", "25", "--durations-min", "4"]
    orden = [sys.executable, "-m", "pytest", *seleccion, *lentas, *opciones.pytest]
    # Los ajustes los fijan las pruebas; importar el proyecto ya dejó aquí los de la demostración.
    ambiente = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(orden, cwd=RAIZ, env=ambiente, check=False).returncode


def main() -> int:
    lector = argparse.ArgumentParser(description=__doc__)
    lector.add_argument("--largo", action="store_true", help="solo las pruebas que tardan más")
    lector.add_argument("--arreglar", action="store_true", help="da formato en lugar de revisar")
    lector.add_argument("pytest", nargs="*", help="argumentos para pytest")
    opciones = lector.parse_args()
    signal.signal(signal.SIGTERM, entorno.salir_con_orden)
    try:
        entorno.seguir_en("scripts.ci")
        return revisar(opciones)
    except NoSePuede as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main())
