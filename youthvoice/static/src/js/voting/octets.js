/** Bytes as base64url text without padding, and back. */
export function text(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Takes base64url and plain base64. Throws where it is neither. */
export function bytes(encoded) {
  return Uint8Array.from(atob(encoded.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}

export function joined(...parts) {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
