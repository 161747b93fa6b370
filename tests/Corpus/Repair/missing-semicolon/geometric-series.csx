// title: Partial sum of a geometric series
// check: Math.Abs(result - 1.9980468750) < 1e-9
//--- broken
double ratio = 0.5;
int terms = 10
double sum = 0;
double term = 1;
for (int i = 0; i < terms; i++)
{
    sum += term
    term *= ratio;
}
sum
//--- fixed
double ratio = 0.5;
int terms = 10;
double sum = 0;
double term = 1;
for (int i = 0; i < terms; i++)
{
    sum += term;
    term *= ratio;
}
sum
