"""El expediente: fichas, consentimientos, acuses y firmas de un actor, o de todos para el archivo.

Es un ZIP con una carpeta por candidatura, su índice y la huella de cada archivo. Lleva lo que ya se
publicó y las constancias de lo que se recibió; nunca respuestas de identidad. Se escribe pieza por
pieza, con fechas fijas y en orden de boleta: lo mismo da siempre los mismos bytes.

Lo que tarda son las fichas: cada una queda en disco en cuanto se hace, y quien retoma un expediente
a medias no la hace otra vez. En memoria hay un archivo por procesador: el que está haciendo.
"""

import csv
import hashlib
import io
import zipfile
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.text import slugify

from candidaturas.abiertos.celdas import segura
from candidaturas.consultas import candidaturas_para_detalle, perfiles_visibles
from candidaturas.documento import por_imprimir
from candidaturas.fichas import ficha
from candidaturas.models import ActorPolitico, Candidatura, ProcesoElectoral
from candidaturas.models.candidatura import slug_de
from captura.constancias import momento_en_palabras
from captura.models import Acuse, Consentimiento, Firma, MedioDeConsentimiento
from captura.piezas import Piezas
from captura.servicios.consentimientos import exigir_evidencia_intacta
from captura.servicios.constancias import acuse_sellado, consentimiento_sellado, firma_sellada
from captura.servicios.correos import direccion_completa
from conoceles.comun.demostracion import LEYENDA
from conoceles.comun.errores import ErrorDeDominio

POR_TANDA = 100
HILOS = 2
TROZO = 256 * 1024
LARGO_DE_NOMBRE = 60
# Un ZIP anota la hora en que se hizo cada pieza: una fija deja los mismos bytes.
FECHA_FIJA = (2000, 1, 1, 0, 0, 0)
FICHA, CONSENTIMIENTO, HOJA = "Ficha", "Consentimiento", "Hoja firmada"
ACUSE, FIRMA = "Acuse de envío", "Firma de compromisos"
COLUMNAS = (
    *("archivo", "sha256", "bytes", "clase", "folio", "fecha", "actor", "candidatura", "cargo"),
    *("territorio", "calidad", "estado_del_registro", "observacion"),
)
COMO_SE_COMPRUEBA = (
    "INDICE.csv dice qué es cada archivo y su huella SHA-256. Para comprobar que ninguno cambió, "
    "en la carpeta donde se abrió este ZIP: sha256sum -c SHA256SUMS. Cada constancia lleva además "
    "el sello del instituto, que el lector de PDF comprueba, y un folio que se comprueba en "
    "{sitio}."
)


@dataclass(frozen=True, slots=True)
class Documento:
    """Uno de los que van en la carpeta de una candidatura. `hacer` da, cuando toca, sus bytes o
    dónde están."""

    nombre: str
    clase: str
    hacer: Callable[[], bytes | Path]
    folio: str = ""
    fecha: date | None = None
    # Se puede hacer en otro hilo: no pregunta nada a la base.
    se_adelanta: bool = False


@dataclass(slots=True)
class Resumen:
    """Qué llevó: candidaturas y documentos por clase, por actor, y lo que no se pudo incluir."""

    candidaturas: int = 0
    documentos: Counter = field(default_factory=Counter)
    por_actor: dict[str, Counter] = field(default_factory=dict)
    faltan: list[str] = field(default_factory=list)
    indice: list[tuple] = field(default_factory=list)

    def en_palabras(self) -> str:
        frase = f"Candidaturas: {self.candidaturas}. Documentos: {self.documentos.total()}."
        if self.faltan:
            frase += f" No se incluyeron {len(self.faltan)}; INDICE.csv dice cuáles y por qué."
        return frase


def escribir_expediente(
    ruta: Path,
    proceso: ProcesoElectoral,
    actores: list[ActorPolitico],
    avance: Callable[[int, int], None] = lambda hecho, total: None,
    *,
    titulo: str,
    pedido_en: datetime,
    carpeta: Path,
) -> Resumen:
    """Escribe el ZIP en `ruta`, pieza por pieza. En `carpeta` quedan las ya hechas, por si hay que
    retomarlo; quien llama la borra."""
    resumen, piezas = Resumen(), Piezas(carpeta)
    claves = {a.pk: _claves(proceso, a) for a in actores}
    total = sum(map(len, claves.values()))
    avance(0, total)
    with zipfile.ZipFile(ruta, "w") as destino:
        for actor in actores:
            resumen.por_actor[actor.nombre] = Counter()
            suyas = _adelantar(_por_candidatura(proceso, claves[actor.pk], piezas))
            for lugar, candidatura, documentos in suyas:
                raiz = f"{slugify(actor.siglas) or actor.pk}/{_carpeta(lugar, candidatura)}"
                for documento in documentos:
                    avance(resumen.candidaturas, total)
                    _anadir(destino, raiz, documento, candidatura, resumen)
                resumen.candidaturas += 1
                resumen.por_actor[actor.nombre]["Candidaturas"] += 1
        avance(total, total)
        _cerrar(destino, proceso, resumen, titulo=titulo, pedido_en=pedido_en)
    return resumen


def _claves(proceso: ProcesoElectoral, actor: ActorPolitico) -> list[int]:
    """Todas las que ha tenido, estén o no en la boleta: el archivo guarda lo que se recibió."""
    suyas = Candidatura.objects.filter(proceso=proceso, formula__actor=actor)
    return list(suyas.en_orden_de_boleta().values_list("pk", flat=True))


def _carpeta(lugar: int, candidatura: Candidatura) -> str:
    return f"{lugar:05d}-{slug_de(candidatura.nombre)[:LARGO_DE_NOMBRE].strip('-')}"


# --- Qué lleva cada candidatura -----------------------------------------------------------------
def _por_candidatura(
    proceso: ProcesoElectoral, claves: list[int], piezas: Piezas
) -> Iterator[tuple[int, Candidatura, list[Documento]]]:
    con_perfil = perfiles_visibles(proceso)
    for inicio in range(0, len(claves), POR_TANDA):
        tanda = claves[inicio : inicio + POR_TANDA]
        publicas = candidaturas_para_detalle(tanda)
        todas = _con_su_formula(tanda)
        constancias = _constancias(tanda)
        for lugar, clave in enumerate(tanda, inicio + 1):
            documentos = constancias[clave]
            if publica := publicas.get(clave):
                documentos = [_ficha(publica, piezas, con_perfil=con_perfil), *documentos]
            yield lugar, todas[clave], documentos


def _con_su_formula(claves: list[int]) -> dict[int, Candidatura]:
    return Candidatura.objects.select_related(
        "formula__actor", "formula__eleccion__cargo", "proceso"
    ).in_bulk(claves)


def _ficha(candidatura: Candidatura, piezas: Piezas, *, con_perfil: bool) -> Documento:
    """La pública: sin perfil publicado, los datos del registro y por qué no lo hay."""
    direccion = settings.SITIO_URL + candidatura.get_absolute_url()

    def hacer() -> Path:
        suya = ficha(candidatura, con_perfil=con_perfil, direccion=direccion)
        impresion = por_imprimir(suya, direccion)
        return piezas.dar(impresion.clave(), impresion.en_pdf)

    return Documento("ficha.pdf", FICHA, hacer, se_adelanta=True)


def _adelantar(
    candidaturas: Iterable[tuple[int, Candidatura, list[Documento]]],
) -> Iterator[tuple[int, Candidatura, list[Documento]]]:
    """Mientras se escribe una, las fichas de las dos que siguen se hacen en otros hilos, que las
    dejan en disco: componer un PDF ocupa un procesador entero."""
    with ThreadPoolExecutor(HILOS) as hilos:
        en_marcha: deque = deque()
        for lugar, candidatura, documentos in candidaturas:
            adelantados = [
                replace(d, hacer=hilos.submit(d.hacer).result) if d.se_adelanta else d
                for d in documentos
            ]
            en_marcha.append((lugar, candidatura, adelantados))
            if len(en_marcha) > HILOS:
                yield en_marcha.popleft()
        yield from en_marcha


def _constancias(claves: list[int]) -> dict[int, list[Documento]]:
    """candidatura → sus consentimientos con efecto, sus acuses y sus firmas, por fecha."""
    suyas: dict[int, list[Documento]] = defaultdict(list)
    for consentimiento in _consentimientos(claves):
        suyas[consentimiento.candidatura_id] += _de_consentimiento(consentimiento)
    for acuse in _acuses(claves):
        suyas[acuse.cuestionario.candidatura_id].append(
            _sellada("acuse", ACUSE, acuse, acuse.emitido_en, acuse_sellado)
        )
    for firma in _firmas(claves):
        suyas[firma.candidatura_id].append(
            _sellada("compromisos", FIRMA, firma, firma.firmado_en, firma_sellada)
        )
    return suyas


def _consentimientos(claves: list[int]):
    """Solo los que surten efecto: ni rechazados, ni retirados, ni de quien salió de la boleta."""
    return (
        Consentimiento.objects.vigentes()
        .filter(candidatura__in=Candidatura.objects.vigentes().filter(pk__in=claves))
        .select_related(*_DE_CANDIDATURA, "formato", "registrado_por", "candidatura__cuestionario")
        .order_by("registrado_en", "pk")
    )


_DE_CANDIDATURA = (
    "candidatura__formula__actor",
    "candidatura__formula__eleccion__cargo",
    "candidatura__proceso",
)


def _acuses(claves: list[int]):
    uniones = (f"cuestionario__{union}" for union in _DE_CANDIDATURA)
    return (
        Acuse.objects.filter(cuestionario__candidatura__in=claves)
        .select_related(*uniones, "emitido_para")
        .order_by("emitido_en", "pk")
    )


def _firmas(claves: list[int]):
    return (
        Firma.objects.vigentes()
        .filter(candidatura__in=claves)
        .select_related(*_DE_CANDIDATURA, "version__familia", "registrado_por")
        .order_by("firmado_en", "pk")
    )


def _de_consentimiento(consentimiento: Consentimiento) -> list[Documento]:
    momento = consentimiento.registrado_en
    documentos = [
        _sellada("consentimiento", CONSENTIMIENTO, consentimiento, momento, consentimiento_sellado)
    ]
    if consentimiento.medio == MedioDeConsentimiento.PAPEL:
        documentos.append(
            Documento(
                f"consentimiento-{consentimiento.folio}-hoja.jpg",
                HOJA,
                lambda: exigir_evidencia_intacta(consentimiento),
                consentimiento.folio,
                consentimiento.firmado_el,
            )
        )
    return documentos


def _sellada(nombre: str, clase: str, de_que, momento: datetime, sellada) -> Documento:
    folio = de_que.folio
    return Documento(
        f"{nombre}-{folio}.pdf",
        clase,
        lambda: sellada(de_que, direccion_completa("verificar", folio)),
        folio,
        timezone.localdate(momento),
    )


# --- El ZIP y su índice -------------------------------------------------------------------------
def _anadir(
    destino: zipfile.ZipFile,
    carpeta: str,
    documento: Documento,
    candidatura: Candidatura,
    resumen: Resumen,
) -> None:
    formula = candidatura.formula
    ruta = f"{carpeta}/{documento.nombre}"
    que = (documento.clase, documento.folio, documento.fecha or "")
    de_quien = (
        formula.actor.nombre,
        candidatura.nombre,
        formula.eleccion.cargo.nombre,
        formula.eleccion.nombre_territorio,
        candidatura.get_tipo_display(),
        candidatura.get_estado_registro_display(),
    )
    try:
        datos = documento.hacer()
    except ErrorDeDominio as error:
        # Uno alterado no impide guardar los demás: se dice cuál y por qué.
        resumen.faltan.append(ruta)
        resumen.indice.append((ruta, "", "", *que, *de_quien, f"No se incluyó: {error}"))
        return
    huella, largo = _pieza(destino, ruta, datos)
    resumen.documentos[documento.clase] += 1
    resumen.por_actor[formula.actor.nombre][documento.clase] += 1
    resumen.indice.append((ruta, huella, largo, *que, *de_quien, ""))


def _pieza(
    destino: zipfile.ZipFile, ruta: str, datos: bytes | Path, *, comprimir: bool = False
) -> tuple[str, int]:
    """La huella y el largo de lo que se añadió."""
    pieza = zipfile.ZipInfo(ruta, FECHA_FIJA)
    pieza.external_attr = 0o644 << 16
    # Un PDF o un JPEG ya vienen comprimidos.
    pieza.compress_type = zipfile.ZIP_DEFLATED if comprimir else zipfile.ZIP_STORED
    suma = hashlib.sha256()
    with (
        datos.open("rb") if isinstance(datos, Path) else io.BytesIO(datos) as origen,
        destino.open(pieza, "w") as parte,
    ):
        while trozo := origen.read(TROZO):
            suma.update(trozo)
            parte.write(trozo)
    return suma.hexdigest(), pieza.file_size


def _cerrar(
    destino: zipfile.ZipFile,
    proceso: ProcesoElectoral,
    resumen: Resumen,
    *,
    titulo: str,
    pedido_en: datetime,
) -> None:
    sumas = [(huella, ruta) for ruta, huella, *_ in resumen.indice if huella]
    leeme = _leeme(proceso, resumen, titulo, pedido_en)
    for nombre, texto in (("INDICE.csv", _indice(resumen)), ("LEEME.txt", leeme)):
        huella, _ = _pieza(destino, nombre, texto.encode(), comprimir=True)
        sumas.append((huella, nombre))
    # El formato de sha256sum: huella, dos espacios, ruta.
    texto = "".join(f"{huella}  {ruta}\n" for huella, ruta in sumas)
    _pieza(destino, "SHA256SUMS", texto.encode(), comprimir=True)


def _indice(resumen: Resumen) -> str:
    salida = io.StringIO()
    salida.write("\ufeff")  # sin la marca, Excel no entiende los acentos
    escritor = csv.writer(salida)
    escritor.writerow(COLUMNAS)
    escritor.writerows([segura(celda) for celda in renglon] for renglon in resumen.indice)
    return salida.getvalue()


def _leeme(proceso: ProcesoElectoral, resumen: Resumen, titulo: str, pedido_en: datetime) -> str:
    lineas = [
        titulo,
        proceso.nombre,
        settings.INSTITUTO["nombre"],
        *([LEYENDA] if settings.ES_DEMO else []),
        f"Pedido el {momento_en_palabras(pedido_en)}.",
        "",
        "Lleva, por candidatura: la ficha pública, el consentimiento que surte efecto (y su hoja "
        "firmada, si fue en papel), los acuses de envío y las firmas de compromisos vigentes. No "
        "lleva respuestas de identidad.",
        "",
        COMO_SE_COMPRUEBA.format(sitio=direccion_completa("verificar_inicio")),
        "",
    ]
    for actor, cuentas in resumen.por_actor.items():
        partes = [f"{clase.lower()}: {cuantas}" for clase, cuantas in sorted(cuentas.items())]
        lineas.append(f"{actor}. {'; '.join(partes) or 'Sin candidaturas'}.")
    if resumen.faltan:
        lineas += ["", "No se incluyeron (INDICE.csv dice por qué):", *resumen.faltan]
    return "\r\n".join([*lineas, ""])
