"""Firmas, observaciones y movimientos como estaban anotados al corte."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.db import connection
from django.utils import timezone

from candidaturas.models import ProcesoElectoral, Sexo
from captura.models import Acto, ClaseDeActo, FamiliaDeCompromisos
from informes.cuantitativo.historia import Catalogos, Registro
from informes.cuantitativo.tabla import Parte, Tabla, con_total, contar
from informes.redaccion import fecha_corta

SIN_DATO = "Sin dato en el registro"

_FIRMAS = """
SELECT v.familia_id, u.candidatura_id
FROM (
    SELECT DISTINCT ON (pgh_obj_id) * FROM captura_firmaevent
    WHERE pgh_created_at <= %(corte)s
    ORDER BY pgh_obj_id, pgh_created_at DESC, pgh_id DESC
) AS u
JOIN captura_versiondecompromisos v ON v.id = u.version_id
JOIN captura_familiadecompromisos f ON f.id = v.familia_id
WHERE f.proceso_id = %(proceso)s AND u.anulada_en IS NULL
"""
_OBSERVACIONES = """
SELECT u.supuesto, count(*), count(u.atendida_en)
FROM (
    SELECT DISTINCT ON (o.pgh_obj_id) o.* FROM captura_observacionevent o
    WHERE o.pgh_created_at <= %(corte)s
    ORDER BY o.pgh_obj_id, o.pgh_created_at DESC, o.pgh_id DESC
) AS u
JOIN captura_cuestionario q ON q.id = u.cuestionario_id
JOIN candidaturas_candidatura c ON c.id = q.candidatura_id
WHERE c.proceso_id = %(proceso)s
GROUP BY u.supuesto
"""
FIRMA = ("Registradas", "Firmaron", "Pendientes", "% firmaron")
NOTA_DE_FIRMAS = (
    "Firmaron alguna versión y su firma surtía efecto al corte. El porcentaje es sobre "
    "registradas; firmaron + pendientes = registradas."
)


def _consultar(consulta: str, proceso: ProcesoElectoral, corte: datetime) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(consulta, {"proceso": proceso.pk, "corte": corte})
        return cursor.fetchall()


def compromisos(
    proceso: ProcesoElectoral, corte: datetime, en_boleta: list[Registro], nombres: Catalogos
) -> list[Tabla]:
    """T10: una tabla por familia y por actor, cargo y sexo."""
    firmaron = defaultdict(set)
    for familia, candidatura in _consultar(_FIRMAS, proceso, corte):
        firmaron[familia].add(candidatura)
    grupos = (
        ("actor", "Actor político", nombres.actores, lambda r: r.actor),
        ("cargo", "Cargo", nombres.cargos, lambda r: r.cargo),
        ("sexo", "Sexo", {v: (n, e) for n, (v, e) in enumerate(Sexo.choices)}, lambda r: r.sexo),
    )
    return [
        _de_una_familia(familia, firmaron[familia.pk], en_boleta, grupo)
        for familia in _familias(proceso, corte)
        for grupo in grupos
    ]


def _familias(proceso: ProcesoElectoral, corte: datetime):
    """Las que había al corte: una familia no cambia, y crearla deja su acto."""
    despues = Acto.objects.filter(
        proceso=proceso,
        clase=ClaseDeActo.TEXTO_DE_COMPROMISOS,
        registrado_en__gt=corte,
        contenido__datos__has_key="familia",
    ).values_list("contenido__datos__familia", flat=True)
    familias = FamiliaDeCompromisos.objects.filter(proceso=proceso)
    return familias.exclude(clave__in=list(despues)).order_by("clave")


def _de_una_familia(familia, firmaron: set[int], en_boleta, grupo) -> Tabla:
    clave, primera, catalogo, de = grupo
    filas = contar(
        en_boleta,
        grupo=de,
        mira=lambda r: r.candidatura in firmaron,
        columnas=[lambda _: True, lambda firmo: firmo, lambda firmo: not firmo],
        orden=sorted(catalogo, key=lambda c: catalogo[c]),
    )
    renglones = [
        (
            catalogo[valor][-1] if valor in catalogo else SIN_DATO,
            registradas,
            si,
            no,
            Parte(si, registradas),
        )
        for valor, (registradas, si, no) in filas
        if registradas
    ]
    return Tabla(
        f"T10-{familia.clave}-{clave}",
        f"{familia.nombre}, por {primera.lower()}",
        (primera, *FIRMA),
        con_total(renglones),
        NOTA_DE_FIRMAS,
        cuadra=((2, 3), 1),
    )


def observaciones(proceso: ProcesoElectoral, corte: datetime) -> dict[str, tuple[int, int]]:
    """Supuesto → (emitidas, atendidas)."""
    filas = _consultar(_OBSERVACIONES, proceso, corte)
    return {supuesto: (emitidas, atendidas) for supuesto, emitidas, atendidas in filas}


def movimientos(proceso: ProcesoElectoral, corte: datetime) -> Tabla:
    """Lo que se anotó días después de surtir efecto: por eso no está en los cortes de esos días."""
    tardios: Counter[tuple[date, date, str]] = Counter()
    actos = Acto.objects.filter(proceso=proceso, registrado_en__lte=corte)
    for clase, efecto, anotado in actos.values_list("clase", "surte_efecto_en", "registrado_en"):
        dia, registro = timezone.localdate(efecto), timezone.localdate(anotado)
        if dia < registro:
            tardios[(registro, dia, str(ClaseDeActo(clase).label))] += 1
    renglones = [
        (nombre, fecha_corta(dia), fecha_corta(registro), cuantos)
        for (registro, dia, nombre), cuantos in sorted(tardios.items())
    ]
    return Tabla(
        "TM",
        "Movimientos tardíos",
        ("Acto", "Surtió efecto", "Se anotó", "Cuántos"),
        con_total(renglones),
        "Actos anotados después del día en que surtieron efecto. Los cortes anteriores a su "
        "anotación no cambian.",
    )
