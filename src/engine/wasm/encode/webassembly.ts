// The few types of WebAssembly that the kernel uses: everything below hosts/ compiles without DOM and Node types.

export type WasmMemory = { readonly buffer: ArrayBuffer; grow: (pages: number) => number };
export type WasmInstance = { readonly exports: Record<string, unknown> };
export type WasmBinary = object;

type Api = {
  Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmBinary;
  Instance: new (module: WasmBinary, imports: object) => WasmInstance;
  Memory: new (size: { initial: number }) => WasmMemory;
  validate: (bytes: Uint8Array<ArrayBuffer>) => boolean;
};

/** The engine's WebAssembly, or undefined where there is none. */
export function webAssembly(): Api | undefined {
  return (globalThis as { WebAssembly?: Api }).WebAssembly;
}
