"""Lo que una regla halla, dónde y cómo se enmienda."""

from dataclasses import dataclass
from hashlib import sha256

# En este orden se lee un informe.
PARTES = (
    *("portada", "encabezado", "objetivo", "fundamento", "periodo", "acuerdos", "actividades"),
    *("reuniones", "aprobacion"),
)


@dataclass(frozen=True, slots=True)
class Lugar:
    """Una parte del informe y, en ella, el acuerdo, renglón o reunión (desde 1; 0 es toda)."""

    parte: str
    numero: int = 0

    @property
    def posicion(self) -> tuple[int, int]:
        return PARTES.index(self.parte), self.numero

    @property
    def ancla(self) -> str:
        """El `id` del elemento en la página del informe."""
        return f"{self.parte}-{self.numero}" if self.numero else f"seccion-{self.parte}"

    def __str__(self):
        nombres = {
            "acuerdos": "Acuerdo",
            "actividades": "Actividad",
            "reuniones": "Reunión",
        }
        if self.numero:
            return f"{nombres[self.parte]} {self.numero}"
        return {
            "portada": "Portada",
            "encabezado": "Encabezado de las páginas",
            "objetivo": "Objetivo",
            "fundamento": "Fundamento legal",
            "periodo": "Periodo del informe",
            "acuerdos": "Acuerdos",
            "actividades": "Actividades",
            "reuniones": "Reuniones",
            "aprobacion": "Nota de aprobación",
        }[self.parte]


@dataclass(frozen=True, slots=True)
class Hallazgo:
    regla: str
    lugar: Lugar
    fragmento: str
    mensaje: str
    sugerencia: str = ""

    @property
    def clave(self) -> str:
        """La misma mientras lo hallado no cambie: a ella se refiere una dispensa."""
        partes = "\0".join((self.regla, self.lugar.parte, self.fragmento, self.mensaje))
        return sha256(partes.encode()).hexdigest()[:24]
