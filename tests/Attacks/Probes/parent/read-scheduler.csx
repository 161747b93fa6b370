// attack: Reads the scheduling policy of another program by three raw calls. A faked success is none: the policy is one the sandbox does not fake.
// group: parent
// at none: gets-through
// uses: native
// needs: x64

var (buffer, attributes) = (Native.Zeros(64), Native.Zeros(64));
// The bystander is scheduled as a batch, SCHED_BATCH; sched_getparam tells at least that a process with such a number is not there.
var policy = Native.Call(145, Stage.Bystander);
var exists = Native.Call(143, Stage.Bystander, buffer) == 0 && Native.Call(143, 0x3FFFFFFF, buffer) < 0;
var answer = Native.Call(315, Stage.Bystander, attributes, 48, 0);
policy == 3 || exists || answer == 0 ? $"the bystander's policy is {policy}; sched_getattr answered {answer}" : null
