"""Publicar es copiar una lista explícita de campos a la tabla pública. Retirar es borrarla."""

from django.core.files.base import ContentFile
from django.db import transaction

from candidaturas.models import Candidatura, CompromisoPublicado, PerfilPublicado
from captura.fotografias import para_publicar
from captura.huellas import contenido_de, huella_de
from captura.models import Cuestionario
from conoceles.comun import reloj
from conoceles.comun.errores import ErrorDeDominio


class CambioTrasVerificar(ErrorDeDominio):
    """Lo que se va a publicar no es lo que se verificó."""


def publicar(cuestionario: Cuestionario) -> PerfilPublicado:
    """Copia lo verificado a la tabla pública. La llama `dar_paso`, con el renglón bloqueado.

    Lanza `CambioTrasVerificar` si la huella no es la verificada.
    """
    if huella_de(contenido_de(cuestionario)) != cuestionario.huella_verificada:
        raise CambioTrasVerificar(
            "El contenido cambió después de verificarse. Verifíquelo de nuevo antes de publicar."
        )
    ahora = reloj.ahora()
    candidatura = cuestionario.candidatura
    anterior = PerfilPublicado.objects.filter(pk=candidatura.pk).first()
    perfil = PerfilPublicado(
        candidatura=candidatura,
        publicado_en=anterior.publicado_en if anterior else ahora,
        actualizado_en=ahora,
        huella=cuestionario.huella_verificada,
    )
    for campo in PerfilPublicado.CAMPOS:
        setattr(perfil, campo, getattr(cuestionario, campo))
    if cuestionario.foto:
        with cuestionario.foto.archivo.open() as archivo:
            datos = para_publicar(archivo.read())
        perfil.foto.save("foto.jpg", ContentFile(datos), save=False)
    perfil.save()
    if anterior and anterior.foto:
        borrar_archivo_al_confirmar(anterior.foto)
    publicar_firmas(candidatura)
    return perfil


def retirar(cuestionario: Cuestionario) -> None:
    """Quita de lo público el perfil, su fotografía y los compromisos copiados."""
    perfil = PerfilPublicado.objects.filter(pk=cuestionario.candidatura_id).first()
    if perfil is None:
        return
    if perfil.foto:
        borrar_archivo_al_confirmar(perfil.foto)
    CompromisoPublicado.objects.filter(candidatura=cuestionario.candidatura_id).delete()
    perfil.delete()


def publicar_firmas(candidatura: Candidatura) -> None:
    """Copia las firmas de compromisos a lo público, si el perfil está publicado."""
    if not PerfilPublicado.objects.filter(pk=candidatura.pk).exists():
        return
    for firma in candidatura.firmas.select_related("version__familia"):
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


def borrar_archivo_al_confirmar(archivo) -> None:
    """El archivo público anterior desaparece solo si la transacción se confirma."""
    almacen, nombre = archivo.storage, archivo.name
    transaction.on_commit(lambda: almacen.delete(nombre))
