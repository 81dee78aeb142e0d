"""El texto con que se empieza a escribir el aviso de privacidad. No es el de ningún instituto."""

from pathlib import Path

CARPETA = Path(__file__).parent / "datos" / "textos" / "aviso_de_privacidad"


def de_partida() -> tuple[str, str]:
    """(simplificado, integral)."""
    return _leer("simplificado"), _leer("integral")


def _leer(cual: str) -> str:
    return (CARPETA / f"{cual}.md").read_text(encoding="utf-8").strip()
