#ifndef USMCA_CLI_CERTIFY_VEHICLE_H
#define USMCA_CLI_CERTIFY_VEHICLE_H

/* `usmca certify vehicle`: labour value content, steel and aluminum purchases. */
int certify_vehicle(int count, char **arguments);

#endif
