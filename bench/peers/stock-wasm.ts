/** TensorFlow.js on WebAssembly as its package has it, with the kernels composed of stock ones that training needs. */
export { openCpu as openStockWasm } from '../../engine/backends/cpu/backend.ts';
