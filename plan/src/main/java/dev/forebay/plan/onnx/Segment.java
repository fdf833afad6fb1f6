package dev.forebay.plan.onnx;

/**
 * A tensor of some columns of a block.
 *
 * @param name of the tensor, of one row a row
 * @param width how many columns
 * @param texts whether they are texts; otherwise doubles
 */
record Segment(String name, int width, boolean texts) {}
