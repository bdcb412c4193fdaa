/** An operation: reads `inputs`, writes `out`. */
export type Op<Inputs, Out, Attributes = void> = (inputs: Inputs, out: Out, attributes: Attributes) => void;
