/**
 * Windows of pools along three axes. A command of a pool has, from its fifth whole number on: samples, channels, then
 * for planes, rows and columns the extents of the input, those of the output, the window, its stride, its dilation, the
 * padding before and the extents within which elements count in a mean.
 */
import { int } from './command';

const SAMPLES: i32 = 4;
const CHANNELS: i32 = 5;
const INPUT: i32 = 6;
const OUTPUT: i32 = 9;
const WINDOW: i32 = 12;
const STRIDE: i32 = 15;
const DILATION: i32 = 18;
const BEFORE: i32 = 21;
const COUNTED: i32 = 24;
/** Where the whole numbers of a kernel's own begin. */
export const OWN: i32 = 27;

/** The extents of the part of the window inside the input, and the bytes from one of its elements to the next. */
export let planes: i32 = 0;
export let rows: i32 = 0;
export let columns: i32 = 0;
export let planeStep: usize = 0;
export let rowStep: usize = 0;
export let columnStep: usize = 0;
/** Bytes from the start of the input to the first element inside it. */
export let start: usize = 0;
/** How many elements count in the mean. */
export let counted: i32 = 0;

/** Whether the part of the window inside the input is one plane of two rows and two columns. */
export let isTwoByTwo: bool = false;

/** From the second of the columns whose windows lie wholly inside until the last, windows are alike. */
let alikeBegin: i32 = 0;
let alikeEnd: i32 = 0;
let strideBytes: usize = 0;
let lineStart: usize = 0;
let lineCounted: i32 = 0;

@inline
export function samplesOf(command: usize): i32 {
  return int(command, SAMPLES);
}

@inline
export function channelsOf(command: usize): i32 {
  return int(command, CHANNELS);
}

@inline
export function inputOf(command: usize, axis: i32): i32 {
  return int(command, INPUT + axis);
}

@inline
export function outputOf(command: usize, axis: i32): i32 {
  return int(command, OUTPUT + axis);
}

/** The first element of the window of output element `at` inside the input. */
@inline
function firstOf(command: usize, axis: i32, at: i32): i32 {
  const dilation = int(command, DILATION + axis);
  const outside = int(command, BEFORE + axis) - at * int(command, STRIDE + axis);
  if (outside <= 0) return 0;
  return dilation === 1 ? outside : (outside + dilation - 1) / dilation;
}

/** One beyond the last element of the window that lies before `extent`; `before` are the numbers left of the extent. */
@inline
function endOf(command: usize, axis: i32, at: i32, extent: i32, before: i32): i32 {
  const dilation = int(command, DILATION + axis);
  const last = extent - 1 + before - at * int(command, STRIDE + axis);
  if (last < 0) return 0;
  return min(int(command, WINDOW + axis), (dilation === 1 ? last : last / dilation) + 1);
}

/** How many elements of the window inside the input, or the first of them; see `look`. */
@inline
function elementOf(command: usize, axis: i32, at: i32, first: i32): i32 {
  return at * int(command, STRIDE + axis) + first * int(command, DILATION + axis) - int(command, BEFORE + axis);
}

@inline
function insideOf(command: usize, axis: i32, at: i32, first: i32): i32 {
  return max(0, endOf(command, axis, at, int(command, INPUT + axis), int(command, BEFORE + axis)) - first);
}

/** Those within the extents that count, seen from their own beginning. */
@inline
function countedOf(command: usize, axis: i32, at: i32, inside: i32): i32 {
  const extent = int(command, COUNTED + axis);
  return extent === 0 ? inside : endOf(command, axis, at, extent, 0);
}

/** Looks at the windows of one row of the output. */
export function lookAtRow(command: usize, sample: i32, plane: i32, row: i32): void {
  const columnBytes = <usize>int(command, CHANNELS) << 2;
  const rowBytes = <usize>int(command, INPUT + 2) * columnBytes;
  const planeBytes = <usize>int(command, INPUT + 1) * rowBytes;
  const firstPlane = firstOf(command, 0, plane);
  const firstRow = firstOf(command, 1, row);
  planes = insideOf(command, 0, plane, firstPlane);
  rows = insideOf(command, 1, row, firstRow);
  planeStep = <usize>int(command, DILATION) * planeBytes;
  rowStep = <usize>int(command, DILATION + 1) * rowBytes;
  columnStep = <usize>int(command, DILATION + 2) * columnBytes;
  lineStart =
    <usize>(sample * int(command, INPUT) + elementOf(command, 0, plane, firstPlane)) * planeBytes +
    <usize>elementOf(command, 1, row, firstRow) * rowBytes;
  lineCounted = countedOf(command, 0, plane, planes) * countedOf(command, 1, row, rows);
  const stride = int(command, STRIDE + 2);
  const before = int(command, BEFORE + 2);
  const room = int(command, INPUT + 2) + before - (int(command, WINDOW + 2) - 1) * int(command, DILATION + 2) - 1;
  strideBytes = <usize>stride * columnBytes;
  alikeBegin = (before + stride - 1) / stride + 1;
  alikeEnd = room < 0 ? 0 : room / stride + 1;
}

/** Looks at one window of the row, after that before it. */
@inline
export function lookAt(command: usize, column: i32): void {
  if (column >= alikeBegin && column < alikeEnd) start += strideBytes;
  else lookAnew(command, column);
}

function lookAnew(command: usize, column: i32): void {
  const first = firstOf(command, 2, column);
  columns = insideOf(command, 2, column, first);
  start = lineStart + <usize>(elementOf(command, 2, column, first) * int(command, CHANNELS)) * 4;
  counted = lineCounted * countedOf(command, 2, column, columns);
  isTwoByTwo = planes === 1 && rows === 2 && columns === 2;
}

/** One beyond the last row, counted through all planes, that the windows of this row of the output see. */
export function rowsSeen(command: usize, plane: i32, row: i32): i32 {
  const height = int(command, INPUT + 1);
  if (planes === 0 || rows === 0) return 0;
  const lastPlane = elementOf(command, 0, plane, firstOf(command, 0, plane) + planes - 1);
  const lastRow = elementOf(command, 1, row, firstOf(command, 1, row) + rows - 1);
  return lastPlane * height + lastRow + 1;
}
