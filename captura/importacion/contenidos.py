"""A dónde van los textos: a borradores de captura o, si es un archivo público, a perfiles."""

from candidaturas.models import ContenidoCurricular, PerfilPublicado
from captura.huellas import huella_de
from captura.models import Cuestionario, Estado
from conoceles.comun import reloj
from conoceles.comun.en_masa import copiar

LOTE_DE_CAMBIOS = 100


def _tiene_datos(contenido: dict) -> bool:
    return any(contenido.values())


def _aplicar(guardado: ContenidoCurricular, leido: dict) -> list[str]:
    """Pone en `guardado` lo leído que difiere; devuelve los campos que cambiaron."""
    cambios = [campo for campo, valor in leido.items() if getattr(guardado, campo) != valor]
    for campo in cambios:
        setattr(guardado, campo, leido[campo])
    return cambios


def _anotar_cambios(ubicado, cambios: list[str]) -> None:
    ubicado.actualizado = True
    for campo in cambios:
        ubicado.notas.cambio(campo, "", "texto actualizado", "El archivo trae otro contenido.")


class Borradores:
    """Cuestionarios en captura. Lo que un partido ya guardó no se toca.

    Escribe `estado` fuera de `dar_paso` porque aquí no hay quien dé el paso: cargar un archivo
    solo decide si el cuestionario nace (o sigue) sin datos o en captura.
    """

    def crear(self, ubicados: list) -> None:
        copiar(
            [
                Cuestionario(
                    candidatura_id=u.candidatura,
                    estado=self._estado(u.renglon.contenido),
                    **u.renglon.contenido,
                )
                for u in ubicados
            ]
        )

    @staticmethod
    def _estado(contenido: dict) -> Estado:
        return Estado.EN_CAPTURA if _tiene_datos(contenido) else Estado.SIN_DATOS

    @staticmethod
    def _con_captura_propia(cuestionario: Cuestionario) -> bool:
        """`guardado_en` solo lo escribe quien captura; importar no."""
        sin_enviar = cuestionario.estado in {Estado.SIN_DATOS, Estado.EN_CAPTURA}
        return cuestionario.guardado_en is not None or not sin_enviar

    def actualizar(self, ubicados: list) -> None:
        guardados = {
            c.candidatura_id: c
            for c in Cuestionario.objects.select_for_update(of=("self",)).filter(
                candidatura__in=[u.candidatura for u in ubicados]
            )
        }
        self.crear([u for u in ubicados if u.candidatura not in guardados])
        cambiados = []
        for ubicado in ubicados:
            cuestionario = guardados.get(ubicado.candidatura)
            if cuestionario is not None and self._cambio(ubicado, cuestionario):
                cambiados.append(cuestionario)
        if cambiados:
            Cuestionario.objects.bulk_update(
                cambiados, [*Cuestionario.CAMPOS, "estado", "version"], batch_size=LOTE_DE_CAMBIOS
            )

    def _cambio(self, ubicado, cuestionario: Cuestionario) -> bool:
        anterior = cuestionario.contenido()
        cambios = _aplicar(cuestionario, ubicado.renglon.contenido)
        if not cambios:
            return False
        if self._con_captura_propia(cuestionario):
            ubicado.notas.duda(
                "nombre", ubicado.renglon.nombre, "borrador con captura propia",
                "Ya lo editó quien captura y difiere del archivo: se conserva.",
            )  # fmt: skip
            return False
        perdidos = [c for c in cambios if anterior[c] and not getattr(cuestionario, c)]
        for campo in perdidos:
            ubicado.notas.duda(
                campo, str(anterior[campo]), "texto que el archivo ya no trae", "Queda vacío."
            )
        _anotar_cambios(ubicado, cambios)
        cuestionario.estado = self._estado(cuestionario.contenido())
        # Quien tenga abierto el cuestionario sabrá que cambió antes de guardar encima.
        cuestionario.version += 1
        return True


class Perfiles:
    """Perfiles públicos de un proceso archivado, tal como los publicó la fuente.

    Sin fotografía y sin datos de contacto: los de hace años ya no son de nadie que los atienda.
    """

    CAMPOS = tuple(c for c in PerfilPublicado.CAMPOS if c not in PerfilPublicado.CONTACTO)

    def _publicable(self, contenido: dict) -> dict:
        return {c: v for c, v in contenido.items() if c in self.CAMPOS}

    @staticmethod
    def _huella(perfil: PerfilPublicado) -> str:
        return huella_de({**perfil.contenido(), "foto": ""})

    def crear(self, ubicados: list) -> None:
        ahora = reloj.ahora()
        perfiles = []
        for ubicado in ubicados:
            contenido = self._publicable(ubicado.renglon.contenido)
            self._avisar_de_contacto(ubicado)
            if _tiene_datos(contenido):
                perfil = PerfilPublicado(
                    candidatura_id=ubicado.candidatura,
                    publicado_en=ahora,
                    actualizado_en=ahora,
                    **contenido,
                )
                perfil.huella = self._huella(perfil)
                perfiles.append(perfil)
        copiar(perfiles)

    @staticmethod
    def _avisar_de_contacto(ubicado) -> None:
        for campo in PerfilPublicado.CONTACTO:
            if ubicado.renglon.contenido.get(campo):
                ubicado.notas.cambio(
                    campo, "", "contacto no publicado", "En un archivo público no se publica."
                )

    def actualizar(self, ubicados: list) -> None:
        guardados = PerfilPublicado.objects.in_bulk([u.candidatura for u in ubicados])
        sin_perfil = [u for u in ubicados if u.candidatura not in guardados]
        for ubicado in sin_perfil:
            ubicado.actualizado |= _tiene_datos(self._publicable(ubicado.renglon.contenido))
        self.crear(sin_perfil)
        ahora, cambiados = reloj.ahora(), []
        for ubicado in ubicados:
            perfil = guardados.get(ubicado.candidatura)
            if perfil is None:
                continue
            self._avisar_de_contacto(ubicado)
            if cambios := _aplicar(perfil, self._publicable(ubicado.renglon.contenido)):
                _anotar_cambios(ubicado, cambios)
                perfil.actualizado_en, perfil.huella = ahora, self._huella(perfil)
                cambiados.append(perfil)
        if cambiados:
            PerfilPublicado.objects.bulk_update(
                cambiados, [*self.CAMPOS, "actualizado_en", "huella"], batch_size=LOTE_DE_CAMBIOS
            )
