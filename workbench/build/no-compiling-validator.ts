// @rjsf/core's test helper names the validator that compiles schemas with new Function, which the content security
// policy forbids. The helper is never called and is dropped from the bundle; this module stands in for the import.
export default undefined;
