"""El avance de cada día, leído de la historia: lo mismo que un corte al terminar ese día."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.conf import settings
from django.db import connection
from django.utils import timezone

from candidaturas.models import EstadoDeRegistro, ProcesoElectoral
from captura.models import Estado
from informes.cuantitativo.historia import SIN_CAPTURAR

UN_DIA = timedelta(days=1)

# De cada cosa, cómo quedó al terminar cada día en que cambió.
_POR_DIA = """
SELECT DISTINCT ON (dia, pgh_obj_id) (pgh_created_at AT TIME ZONE %(zona)s)::date AS dia,
    '{clase}', {clave}, {valores}
FROM {tabla}
WHERE pgh_created_at < %(fin)s AND {donde}
ORDER BY dia, pgh_obj_id, pgh_created_at DESC, pgh_id DESC
"""
_DEL_PROCESO = "proceso_id = %(proceso)s"
_SUYAS = f"SELECT {{}} FROM captura_hechodecandidatura WHERE {_DEL_PROCESO}"  # noqa: S608
_CAMBIOS = " UNION ALL ".join(
    f"({_POR_DIA.format(**partes)})"
    for partes in (
        {
            "clase": "candidatura",
            "clave": "id",
            "valores": "formula_id, estado_registro",
            "tabla": "captura_hechodecandidatura",
            "donde": _DEL_PROCESO,
        },
        {
            "clase": "formula",
            "clave": "id",
            "valores": "actor_id, ''",
            "tabla": "captura_hechodeformula",
            "donde": f"id IN ({_SUYAS.format('formula_id')})",
        },
        {
            "clase": "cuestionario",
            "clave": "candidatura_id",
            "valores": "0, estado",
            "tabla": "captura_cuestionarioevent",
            "donde": f"candidatura_id IN ({_SUYAS.format('id')})",
        },
    )
)


@dataclass(slots=True)
class Avance:
    """Cuántas candidaturas de la boleta, y cuántas de ellas salieron ya de manos de su actor o
    están publicadas."""

    registradas: int = 0
    capturadas: int = 0
    publicadas: int = 0


@dataclass(frozen=True, slots=True)
class Dia:
    """`por_actor`: clave del actor → su avance al terminar el día."""

    dia: date
    por_actor: dict[int, Avance]

    @property
    def total(self) -> Avance:
        suyos = self.por_actor.values()
        return Avance(
            sum(a.registradas for a in suyos),
            sum(a.capturadas for a in suyos),
            sum(a.publicadas for a in suyos),
        )


def avance_por_dia(proceso: ProcesoElectoral, desde: date, hasta: date) -> list[Dia]:
    """Un renglón por día, también los días en que nada cambió."""
    fin = timezone.make_aware(datetime.combine(hasta + UN_DIA, time()))
    with connection.cursor() as cursor:
        cursor.execute(_CAMBIOS, {"zona": settings.TIME_ZONE, "fin": fin, "proceso": proceso.pk})
        cambios = sorted(cursor.fetchall(), key=lambda c: c[0])
    candidaturas: dict[int, tuple[int, str]] = {}
    formulas: dict[int, int] = {}
    cuestionarios: dict[int, str] = {}
    pendientes = [(dia, list(suyos)) for dia, suyos in groupby(cambios, key=lambda c: c[0])]
    pendientes.reverse()
    cuenta: dict[int, Avance] = {}
    dias = []
    for n in range((hasta - desde).days + 1):
        dia = desde + n * UN_DIA
        cambio = False
        while pendientes and pendientes[-1][0] <= dia:
            for _, clase, clave, numero, texto in pendientes.pop()[1]:
                if clase == "candidatura":
                    candidaturas[clave] = (numero, texto)
                elif clase == "formula":
                    formulas[clave] = numero
                else:
                    cuestionarios[clave] = texto
            cambio = True
        if cambio:
            cuenta = _contar(candidaturas, formulas, cuestionarios)
        dias.append(Dia(dia, cuenta))
    return dias


def _contar(
    candidaturas: dict[int, tuple[int, str]],
    formulas: dict[int, int],
    cuestionarios: dict[int, str],
) -> dict[int, Avance]:
    cuenta: dict[int, Avance] = defaultdict(Avance)
    for clave, (formula, registro) in candidaturas.items():
        if registro != EstadoDeRegistro.REGISTRADA:
            continue
        avance = cuenta[formulas[formula]]
        estado = cuestionarios.get(clave, Estado.SIN_DATOS)
        avance.registradas += 1
        avance.capturadas += estado not in SIN_CAPTURAR
        avance.publicadas += estado == Estado.PUBLICADO
    return dict(cuenta)


_DESDE_CUANDO = """
SELECT q.estado, min(d.desde)
FROM captura_cuestionario q
JOIN candidaturas_candidatura c ON c.id = q.candidatura_id
CROSS JOIN LATERAL (
    SELECT min(e.pgh_created_at) AS desde FROM captura_cuestionarioevent e
    WHERE e.pgh_obj_id = q.id AND e.pgh_id > coalesce((
        SELECT max(otro.pgh_id) FROM captura_cuestionarioevent otro
        WHERE otro.pgh_obj_id = q.id AND otro.estado <> q.estado
    ), 0)
) d
WHERE c.proceso_id = %s AND c.estado_registro = %s
GROUP BY q.estado
"""


def desde_cuando(proceso: ProcesoElectoral) -> dict[str, datetime]:
    """Estado → desde cuándo está así la candidatura que más lleva en él."""
    with connection.cursor() as cursor:
        cursor.execute(_DESDE_CUANDO, [proceso.pk, EstadoDeRegistro.REGISTRADA])
        return dict(cursor.fetchall())
