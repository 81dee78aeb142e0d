"""Los papeles y la forma de una fila."""

PAPELES = (
    "anonimo",
    "enlace",
    "enlace_de_coalicion_que_captura",
    "enlace_de_coalicion_que_lee",
    "otro_enlace",
    "capturista",
    "candidata",
    "revision",
    "coordinacion",
    "comision",
    "secretaria",
    "sistemas",
)


def fila(metodo, *esperados):
    return metodo, dict(zip(PAPELES, esperados, strict=True))
