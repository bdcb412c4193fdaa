/** Layers that work on the last axes alone run at every step and item: to them leading axes are part of the batch. */
import { sizeOf } from '../../model/shape.ts';
import type { BackwardContext, ForwardContext, LayerRun, NodeContext } from './layer-run.ts';

/** Extents with all that stands before the last `rank` axes and the channels in the place of the batch. */
export function foldedShape(shape: readonly number[], rank: number): number[] {
  const at = shape.length - rank - 1;
  return [sizeOf(shape.slice(0, at)), ...shape.slice(at)];
}

/** A layer over batch × `rank` axes × channels that is given, and gives, tensors with further axes before these. */
export function folded<Args>(rank: number, run: LayerRun<Args>): LayerRun<Args> {
  const isFolded = <T>({ inputShape }: NodeContext<T, Args>) => inputShape.length === rank + 2;

  function shapes<T>({ inputShapes, outputShapes }: NodeContext<T, Args>) {
    const inputs = inputShapes.map((shape) => foldedShape(shape, rank));
    const outputs = outputShapes.map((shape) => foldedShape(shape, rank));
    return { inputShapes: inputs, outputShapes: outputs, inputShape: inputs[0], outputShape: outputs[0] };
  }

  function read<T>(node: NodeContext<T, Args>, tensor: T, shape: readonly number[]): T {
    const view = node.temporary(shape);
    node.ops.reshape({ x: tensor }, view);
    return view;
  }

  return {
    ...run,
    forward<T>(node: ForwardContext<T, Args>) {
      if (isFolded(node)) {
        run.forward(node);
        return;
      }
      const all = shapes(node);
      const xs = node.xs.map((x, i) => read(node, x, all.inputShapes[i]));
      const ys = all.outputShapes.map((shape) => node.temporary(shape));
      run.forward({ ...node, ...all, xs, ys, x: xs[0], y: ys[0] });
      for (const [i, y] of ys.entries()) node.ops.reshape({ x: y }, node.ys[i]);
    },
    backward<T>(node: BackwardContext<T, Args>) {
      if (isFolded(node)) {
        run.backward(node);
        return;
      }
      const all = shapes(node);
      // What is not kept holds nothing, and is read only where the layer asks for it.
      const lazily = (tensors: readonly T[], of: readonly (readonly number[])[]) => {
        const views = new Map<number, T>();
        return (i: number): T => {
          const view = views.get(i) ?? read(node, tensors[i], of[i]);
          views.set(i, view);
          return view;
        };
      };
      const x = lazily(node.xs, all.inputShapes);
      const y = lazily(node.ys, all.outputShapes);
      const dys = node.dys.map((dy, i) => (dy === null ? null : read(node, dy, all.outputShapes[i])));
      const dxs = node.dxs.map((dx, i) => (dx === null ? null : node.temporary(all.inputShapes[i])));
      run.backward({
        ...node,
        ...all,
        dys,
        dxs,
        dy: dys[0] as T,
        dx: dxs[0],
        get x() {
          return x(0);
        },
        get y() {
          return y(0);
        },
        get xs() {
          return node.xs.map((_, i) => x(i));
        },
        get ys() {
          return node.ys.map((_, i) => y(i));
        },
      });
      for (const [i, dx] of dxs.entries()) {
        const target = node.dxs[i];
        if (dx !== null && target !== null) node.ops.reshape({ x: dx }, target);
      }
    },
  };
}
