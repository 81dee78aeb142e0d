// «Usar mi posición»: la pide al navegador solo al oprimir el botón y la envía en el cuerpo.
(() => {
    const formulario = document.querySelector("[data-conoceles-posicion]");
    if (!formulario || !navigator.geolocation) {
        return;
    }
    const estado = formulario.querySelector("[data-conoceles-posicion-estado]");
    formulario.hidden = false;
    formulario.addEventListener("submit", (evento) => {
        evento.preventDefault();
        estado.textContent = "Buscando su posición…";
        navigator.geolocation.getCurrentPosition(
            ({ coords }) => {
                formulario.elements.latitud.value = coords.latitude;
                formulario.elements.longitud.value = coords.longitude;
                formulario.submit();
                // Al volver atrás no debe quedar escrita.
                formulario.reset();
                estado.textContent = "";
            },
            () => {
                estado.textContent = "No se pudo saber su posición. Busque con su sección o su municipio.";
            },
            { timeout: 15000, maximumAge: 60000 },
        );
    });
})();
