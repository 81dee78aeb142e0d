"""Publicar es copiar una lista explícita de campos a la tabla pública. Retirar es borrarla, y
pausar una sección es volver a copiar sin ella: en lo público no queda lo que está en disputa.
"""

from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas import frescura
from candidaturas.abiertos import cortes
from candidaturas.fotos import nombre_de_copia, nombres_de_copias
from candidaturas.models import (
    CAMPOS_DE_SECCION,
    CambioDePerfil,
    Candidatura,
    ClaseDeCambio,
    ClaseDeDeclaracion,
    CompromisoPublicado,
    DeclaracionPublicada,
    PerfilPublicado,
    SeccionDePerfil,
)
from captura.fotografias import copias, para_publicar
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario
from captura.servicios.distintivos import publicar_distintivos
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class CambioTrasVerificar(ErrorDeDominio):
    """Lo que se va a publicar no es lo que se verificó."""


def publicar(cuestionario: Cuestionario) -> PerfilPublicado:
    """Copia lo verificado a la tabla pública, sin las secciones en pausa. La llama `dar_paso`, con
    el renglón bloqueado.

    Lanza `CambioTrasVerificar` si la huella no es la verificada.
    """
    anterior = PerfilPublicado.objects.filter(pk=cuestionario.candidatura_id).first()
    return _copiar(cuestionario, anterior, anterior.secciones_pausadas if anterior else {})


def pausar(cuestionario: Cuestionario, seccion: SeccionDePerfil) -> PerfilPublicado:
    """Saca de lo público una sección y deja dicho desde cuándo. Por qué, solo en la bitácora."""
    anterior = PerfilPublicado.objects.get(pk=cuestionario.candidatura_id)
    pausadas = {**anterior.secciones_pausadas, seccion.value: reloj.ahora().isoformat()}
    cortes.se_retira(anterior)
    perfil = _copiar(cuestionario, anterior, pausadas)
    _anotar_seccion(perfil, seccion, ClaseDeCambio.PAUSADO)
    return perfil


def reanudar(cuestionario: Cuestionario, seccion: SeccionDePerfil) -> PerfilPublicado:
    """Vuelve a copiar la sección, de lo que se verificó. Lanza `CambioTrasVerificar`."""
    anterior = PerfilPublicado.objects.get(pk=cuestionario.candidatura_id)
    pausadas = {s: v for s, v in anterior.secciones_pausadas.items() if s != seccion}
    perfil = _copiar(cuestionario, anterior, pausadas)
    _anotar_seccion(perfil, seccion, ClaseDeCambio.REANUDADO)
    return perfil


def _copiar(
    cuestionario: Cuestionario, anterior: PerfilPublicado | None, pausadas: dict[str, str]
) -> PerfilPublicado:
    if huella_de(contenido_de(cuestionario)) != cuestionario.huella_verificada:
        raise CambioTrasVerificar(
            "El contenido cambió después de verificarse. Verifíquelo de nuevo antes de publicar."
        )
    ahora = reloj.ahora()
    candidatura = cuestionario.candidatura
    perfil = PerfilPublicado(
        candidatura=candidatura,
        publicado_en=anterior.publicado_en if anterior else ahora,
        actualizado_en=ahora,
        huella=cuestionario.huella_verificada,
        secciones_pausadas=pausadas,
    )
    ocultos = _campos_de(pausadas)
    for campo in PerfilPublicado.CAMPOS:
        if campo not in ocultos:
            setattr(perfil, campo, getattr(cuestionario, campo))
    if cuestionario.foto and "foto" not in ocultos:
        with cuestionario.foto.archivo.open() as archivo:
            _publicar_foto(perfil, archivo.read(), anterior)
    if anterior:
        cortes.se_sustituye(anterior, perfil)
    perfil.save(force_insert=anterior is None)
    _anotar_cambios(perfil, anterior)
    if anterior and anterior.foto.name != perfil.foto.name:
        _borrar_fotos_al_confirmar(anterior)
    _publicar_declaraciones(cuestionario, perfil)
    publicar_firmas(candidatura, perfil)
    publicar_distintivos(candidatura, perfil)
    return perfil


def _campos_de(secciones) -> set[str]:
    return {campo for seccion in secciones for campo in CAMPOS_DE_SECCION[SeccionDePerfil(seccion)]}


def _anotar_seccion(
    perfil: PerfilPublicado, seccion: SeccionDePerfil, clase: ClaseDeCambio
) -> None:
    CambioDePerfil.objects.create(
        candidatura=perfil.candidatura,
        campo=CambioDePerfil.SECCION[seccion],
        clase=clase,
        momento=perfil.actualizado_en,
    )


def retirar(cuestionario: Cuestionario) -> None:
    """Quita de lo público el perfil, su fotografía, sus declaraciones y sus compromisos."""
    perfil = PerfilPublicado.objects.filter(pk=cuestionario.candidatura_id).first()
    if perfil is None:
        return
    cortes.se_retira(perfil)
    _borrar_fotos_al_confirmar(perfil)
    CompromisoPublicado.objects.filter(candidatura=cuestionario.candidatura_id).delete()
    for declaracion in cuestionario.candidatura.declaraciones.all():
        _retirar_declaracion(declaracion)
    perfil.delete()
    CambioDePerfil.objects.create(
        candidatura_id=cuestionario.candidatura_id,
        campo=CambioDePerfil.PERFIL,
        clase=ClaseDeCambio.RETIRADO,
        momento=reloj.ahora(),
    )
    frescura.cambio_el_perfil(cuestionario.candidatura)


def publicar_firmas(candidatura: Candidatura, perfil: PerfilPublicado | None = None) -> None:
    """Lo público queda con las firmas vigentes, y solo con ellas, si el perfil está publicado; con
    los compromisos en pausa, sin ninguna. `perfil`: si ya se tiene."""
    suyo = PerfilPublicado.objects.filter(pk=candidatura.pk)
    perfil = perfil or suyo.only("secciones_pausadas").first()
    if perfil is None:
        return
    frescura.cambio_el_perfil(candidatura)
    vigentes = candidatura.firmas.vigentes().select_related("version__familia")
    if SeccionDePerfil.COMPROMISOS in perfil.secciones_pausadas:
        vigentes = vigentes.none()
    publicadas = CompromisoPublicado.objects.filter(candidatura=candidatura)
    publicadas.exclude(folio__in=vigentes.values("folio")).delete()
    for firma in vigentes:
        CompromisoPublicado.objects.update_or_create(
            folio=firma.folio,
            defaults={
                "candidatura": candidatura,
                "familia": firma.version.familia.nombre,
                "version": firma.version.nombre,
                "compromisos": firma.compromisos,
                "firmado_en": firma.firmado_en,
            },
        )


def _publicar_declaraciones(cuestionario: Cuestionario, perfil: PerfilPublicado) -> None:
    """Copia las vigentes; la que es igual a la publicada sigue siendo la misma. Se pausan con la
    información curricular."""
    vigentes = {d.clase: d for d in cuestionario.declaraciones.vigentes()}
    if SeccionDePerfil.CURRICULAR in perfil.secciones_pausadas:
        vigentes = {}
    publicadas = {d.clase: d for d in cuestionario.candidatura.declaraciones.all()}
    for clase in ClaseDeDeclaracion:
        vigente, publicada = vigentes.get(clase), publicadas.get(clase)
        if (vigente and vigente.huella) == (publicada and publicada.huella):
            continue
        if publicada:
            _retirar_declaracion(publicada)
        if vigente:
            nueva = DeclaracionPublicada(
                candidatura=cuestionario.candidatura,
                clase=clase,
                paginas=vigente.paginas,
                huella=vigente.huella,
                publicada_en=perfil.actualizado_en,
            )
            with vigente.archivo.open() as archivo:
                nueva.archivo.save("declaracion.pdf", ContentFile(archivo.read()), save=True)
        CambioDePerfil.objects.create(
            candidatura=cuestionario.candidatura,
            campo=f"declaracion_{clase}",
            clase=_clase_de_cambio(publicada, vigente),
            momento=perfil.actualizado_en,
        )


def _retirar_declaracion(publicada: DeclaracionPublicada) -> None:
    """El archivo desaparece solo si la transacción se confirma."""
    almacen, nombre = publicada.archivo.storage, str(publicada.archivo)
    publicada.delete()
    transaction.on_commit(partial(almacen.delete, nombre))


def _publicar_foto(perfil: PerfilPublicado, datos: bytes, anterior: PerfilPublicado | None) -> None:
    """Guarda la copia pública y sus medidas; si es la que ya estaba, sigue siendo la misma."""
    publica = para_publicar(datos)
    if anterior and anterior.foto and anterior.foto_anchos and _contenido(anterior) == publica:
        perfil.foto, perfil.foto_anchos = anterior.foto, anterior.foto_anchos
        return
    perfil.foto.save("foto.jpg", ContentFile(publica), save=False)
    medidas = copias(datos)
    perfil.foto_anchos = list(medidas)
    for ancho, formatos in medidas.items():
        for formato, contenido in formatos.items():
            nombre = nombre_de_copia(str(perfil.foto), ancho, formato)
            perfil.foto.storage.save(nombre, ContentFile(contenido))


def _contenido(perfil: PerfilPublicado) -> bytes:
    """Vacío si el archivo ya no está: publicar no depende de que lo anterior siga entero."""
    try:
        with perfil.foto.storage.open(str(perfil.foto)) as archivo:
            return archivo.read()
    except FileNotFoundError:
        return b""


def _anotar_cambios(perfil: PerfilPublicado, anterior: PerfilPublicado | None) -> None:
    antes = anterior.contenido() | {"foto": anterior.foto.name} if anterior else {}
    despues = perfil.contenido() | {"foto": perfil.foto.name}
    # Entrar y salir de una pausa es un solo renglón de la sección, no uno por campo.
    pausados = _campos_de(perfil.secciones_pausadas)
    pausados |= _campos_de(anterior.secciones_pausadas) if anterior else set()
    CambioDePerfil.objects.bulk_create(
        CambioDePerfil(
            candidatura=perfil.candidatura,
            campo=campo,
            clase=_clase_de_cambio(antes.get(campo), valor),
            momento=perfil.actualizado_en,
        )
        for campo, valor in despues.items()
        if campo not in pausados and (valor or None) != (antes.get(campo) or None)
    )


def _clase_de_cambio(antes, despues) -> ClaseDeCambio:
    if not despues:
        return ClaseDeCambio.RETIRADO
    return ClaseDeCambio.CAMBIO if antes else ClaseDeCambio.PUBLICADO


def _borrar_fotos_al_confirmar(perfil: PerfilPublicado) -> None:
    """Los archivos desaparecen solo si la transacción se confirma."""
    if not perfil.foto:
        return
    almacen, nombres = perfil.foto.storage, [str(perfil.foto), *nombres_de_copias(perfil)]

    def borrar() -> None:
        for nombre in nombres:
            almacen.delete(nombre)

    transaction.on_commit(borrar)
