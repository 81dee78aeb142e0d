"""Lo que puede salir mal. Todos los textos son para quien ejecuta la orden."""

from conoceles.comun.errores import ErrorDeDominio


class ArchivoIlegible(ErrorDeDominio):
    """El archivo no se puede leer como lista de candidaturas. No se tocó nada."""


class ImportacionNoPermitida(ErrorDeDominio):
    """El archivo se lee, pero ese proceso no lo admite así. No se tocó nada."""


class HayRechazos(ErrorDeDominio):
    """Hay renglones rehusados y no se pidió omitirlos. `resumen` los cuenta."""

    def __init__(self, resumen):
        self.resumen = resumen
        super().__init__(
            f"{resumen.rechazadas} de {resumen.renglones} renglones fueron rehusados y no se "
            "escribió nada; corrija el archivo o use --omitir-rechazadas."
        )


class Rechazo(ErrorDeDominio):
    """Un renglón no puede entrar: en qué campo y por qué."""

    def __init__(self, campo: str, asunto: str, detalle: str):
        self.campo, self.asunto, self.detalle = campo, asunto, detalle
        super().__init__(detalle)
