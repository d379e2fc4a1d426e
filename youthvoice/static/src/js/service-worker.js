// Shows what is pushed, and opens what it is about. It keeps nothing and answers no request: pages come from the server.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const { title, body, url, tag } = event.data?.json() ?? { title: "YouthVoice" };
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url: url ?? "/" } }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  // Only ever our own pages, whatever was pushed.
  const { pathname, search, hash } = new URL(event.notification.data.url, self.location.origin);
  event.waitUntil(self.clients.openWindow(pathname + search + hash));
});
