"""En qué orden se muestran las candidaturas. Ninguno depende de su perfil, visitas o partido.

El sorteo es el mismo para toda persona durante un día: por SHA-256 de «clave del día:identificador»
de menor a mayor, con las claves de `candidaturas.sorteo`.
"""

from django.db.models import BinaryField, CharField, Func, Value
from django.db.models.functions import Cast, Concat

from candidaturas.sorteo import clave_del_dia
from conoceles.comun import reloj

BOLETA, NOMBRE, SORTEO = "boleta", "nombre", "sorteo"
ORDENES = {
    BOLETA: "El de la boleta",
    NOMBRE: "Por apellido",
    SORTEO: "Sorteo del día",
}
SIN_CLAVE = (
    "Hoy no hay sorteo: ningún compromiso publicado alcanza a este día. "
    "Se muestran en el orden de la boleta."
)


def ordenar(candidaturas, orden: str):
    if orden == NOMBRE:
        return candidaturas.order_by("clave_orden", "pk")
    if orden == SORTEO:
        pk = Cast("pk", CharField())
        suerte = Func(
            Concat(Value(f"{clave_del_dia(reloj.hoy())}:"), pk),
            template="sha256(convert_to(%(expressions)s, 'UTF8'))",
            output_field=BinaryField(),
        )
        return candidaturas.order_by(suerte, "pk")
    return candidaturas.en_orden_de_boleta()
